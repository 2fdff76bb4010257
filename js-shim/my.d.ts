// The `my` object of minihost. Made from its API table: UPDATE_DTS=1 cargo test -p minihost-shim

/** What `fail` and a rejected promise receive. */
interface MyFailure {
  /** The error code: `minihost explain CODE`. */
  error: number;
  /** The published text, then the concrete cause. */
  errorMessage: string;
}

/** The callbacks that every asynchronous call takes. */
interface MyCallbacks<Result> {
  success?(result: Result): void;
  fail?(failure: MyFailure): void;
  complete?(result: Result | MyFailure): void;
}

interface SocketTask {
  /** Sends a message over the task's connection. */
  send(options?: {
    /** The text, base64 text with isBuffer, or an ArrayBuffer. */
    data: any;
    /** Data is base64: send the bytes that it stands for. */
    isBuffer?: boolean;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Closes the task's connection. */
  close(options?: {
    /** The close code: 1000 (by default) or 3000 to 4999. */
    code?: number;
    /** The close reason: at most 123 bytes of UTF-8. */
    reason?: string;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Adds a listener for the task being open. */
  onOpen(listener: (event: {
    /** The task's id. */
    socketTaskID: string;
    /** The response's headers. */
    header: Record<string, unknown>;
    /** The same, nested. */
    data: {
      /** The task's id. */
      socketTaskID: string;
      /** The response's headers. */
      header: Record<string, unknown>;
    };
  }) => void): void;
  /** Adds a listener for the task's messages. */
  onMessage(listener: (event: {
    /** The message, and whose it is. */
    data: {
      /** The task's id. */
      socketTaskID: string;
      /** The text, or the bytes. */
      data: any;
      /** Whether the message was binary. */
      isBuffer: boolean;
    };
    /** Whether the message was binary. */
    isBuffer: boolean;
    /** The text, or the bytes. */
    message: any;
  }) => void): void;
  /** Adds a listener for the task failing. */
  onError(listener: (event: {
    /** The error code. */
    error: number;
    /** The published text and the concrete cause. */
    errorMessage: string;
    /** The same, nested. */
    data: {
      /** The task's id. */
      socketTaskID: string;
      /** The error code. */
      error: number;
      /** The published text and the concrete cause. */
      errorMessage: string;
    };
  }) => void): void;
  /** Adds a listener for the task being closed. */
  onClose(listener: (event: {
    /** The close code (RFC 6455 section 7.4). */
    code: number;
    /** The peer's close reason, often empty. */
    reason: string;
    /** The same, nested. */
    data: {
      /** The close code (RFC 6455 section 7.4). */
      code: number;
      /** The peer's close reason, often empty. */
      reason: string;
    };
  }) => void): void;
  /** Removes a listener for the task being open, or all of them. */
  offOpen(listener?: (event: {
    /** The task's id. */
    socketTaskID: string;
    /** The response's headers. */
    header: Record<string, unknown>;
    /** The same, nested. */
    data: {
      /** The task's id. */
      socketTaskID: string;
      /** The response's headers. */
      header: Record<string, unknown>;
    };
  }) => void): void;
  /** Removes a listener for the task's messages, or all of them. */
  offMessage(listener?: (event: {
    /** The message, and whose it is. */
    data: {
      /** The task's id. */
      socketTaskID: string;
      /** The text, or the bytes. */
      data: any;
      /** Whether the message was binary. */
      isBuffer: boolean;
    };
    /** Whether the message was binary. */
    isBuffer: boolean;
    /** The text, or the bytes. */
    message: any;
  }) => void): void;
  /** Removes a listener for the task failing, or all of them. */
  offError(listener?: (event: {
    /** The error code. */
    error: number;
    /** The published text and the concrete cause. */
    errorMessage: string;
    /** The same, nested. */
    data: {
      /** The task's id. */
      socketTaskID: string;
      /** The error code. */
      error: number;
      /** The published text and the concrete cause. */
      errorMessage: string;
    };
  }) => void): void;
  /** Removes a listener for the task being closed, or all of them. */
  offClose(listener?: (event: {
    /** The close code (RFC 6455 section 7.4). */
    code: number;
    /** The peer's close reason, often empty. */
    reason: string;
    /** The same, nested. */
    data: {
      /** The close code (RFC 6455 section 7.4). */
      code: number;
      /** The peer's close reason, often empty. */
      reason: string;
    };
  }) => void): void;
  /** 0 connecting, 1 open, 2 closing, 3 closed. */
  readonly readyState: 0 | 1 | 2 | 3;
}

interface RequestTask {
  /** Gives the request up: it fails with 20. */
  abort(options?: {} & MyCallbacks<{
    /** True. */
    success: boolean;
  }>): Promise<{
    /** True. */
    success: boolean;
  }>;
  /** Adds a listener for the response's headers, which come before its body. */
  onHeadersReceived(listener: (event: {
    /** The response's headers. */
    headers: Record<string, string>;
  }) => void): void;
  /** Removes a listener for the response's headers, or all of them. */
  offHeadersReceived(listener?: (event: {
    /** The response's headers. */
    headers: Record<string, string>;
  }) => void): void;
}

interface My {
  /** The version of the base library that this host stands in for. */
  SDKVersion: string;
  /** Tells whether this host has an api, an option or a result field. */
  canIUse(question: string): boolean;
  /** Opens the WebSocket connection; one that exists is closed first. */
  connectSocket(options: {
    /** Where to connect to: ws: or wss:. */
    url: string;
    /** Appended to the url as a query string. */
    data?: Record<string, unknown>;
    /** Headers of the opening handshake (also read from `headers`). */
    header?: Record<string, unknown>;
    /** The subprotocols to offer. */
    protocols?: string | string[];
    /** Asks for a SocketTask, a connection of its own. */
    multiple?: boolean;
    /** Milliseconds until the handshake must be done; 30000 by default. */
    timeout?: number;
  } & { multiple: true } & MyCallbacks<{}>): SocketTask;
  connectSocket(options?: {
    /** Where to connect to: ws: or wss:. */
    url: string;
    /** Appended to the url as a query string. */
    data?: Record<string, unknown>;
    /** Headers of the opening handshake (also read from `headers`). */
    header?: Record<string, unknown>;
    /** The subprotocols to offer. */
    protocols?: string | string[];
    /** Asks for a SocketTask, a connection of its own. */
    multiple?: boolean;
    /** Milliseconds until the handshake must be done; 30000 by default. */
    timeout?: number;
  } & MyCallbacks<{}>): void;
  /** Adds a listener for the connection being open. */
  onSocketOpen(listener: (event: {}) => void): void;
  /** Removes a listener for the connection being open, or all of them. */
  offSocketOpen(listener?: (event: {}) => void): void;
  /** Adds a listener for messages. */
  onSocketMessage(listener: (event: {
    /** The text, or the bytes as base64. */
    data: any;
    /** Whether the message was binary. */
    isBuffer: boolean;
  }) => void): void;
  /** Removes a listener for messages, or all of them. */
  offSocketMessage(listener?: (event: {
    /** The text, or the bytes as base64. */
    data: any;
    /** Whether the message was binary. */
    isBuffer: boolean;
  }) => void): void;
  /** Adds a listener for the connection failing. */
  onSocketError(listener: (event: {
    /** The error code. */
    error: number;
    /** The published text and the concrete cause. */
    errorMessage: string;
  }) => void): void;
  /** Removes a listener for the connection failing, or all of them. */
  offSocketError(listener?: (event: {
    /** The error code. */
    error: number;
    /** The published text and the concrete cause. */
    errorMessage: string;
  }) => void): void;
  /** Adds a listener for the connection being closed. */
  onSocketClose(listener: (event: {
    /** The close code (RFC 6455 section 7.4). */
    code: number;
    /** The peer's close reason, often empty. */
    reason: string;
  }) => void): void;
  /** Removes a listener for the connection being closed, or all of them. */
  offSocketClose(listener?: (event: {
    /** The close code (RFC 6455 section 7.4). */
    code: number;
    /** The peer's close reason, often empty. */
    reason: string;
  }) => void): void;
  /** Sends a message over the open connection. */
  sendSocketMessage(options?: {
    /** The text, base64 text with isBuffer, or an ArrayBuffer. */
    data: any;
    /** Data is base64: send the bytes that it stands for. */
    isBuffer?: boolean;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Closes the connection. */
  closeSocket(options?: {
    /** The close code: 1000 (by default) or 3000 to 4999. */
    code?: number;
    /** The close reason: at most 123 bytes of UTF-8. */
    reason?: string;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Sends an HTTP request; what it returns can be aborted. */
  request(options?: {
    /** Where to: https:, or http: where that is allowed. */
    url: string;
    /** GET (by default), POST, PUT, DELETE, HEAD, OPTIONS or TRACE. */
    method?: string;
    /** The request's headers; content-type is application/json by default. */
    headers?: Record<string, unknown>;
    /** The same, where there are no `headers`. */
    header?: Record<string, unknown>;
    /** A query for GET; a body for POST, as JSON or as a form by the content-type, or as it is. */
    data?: any;
    /** Milliseconds until it must be done; 30000 by default, 60000 at most. */
    timeout?: number;
    /** What the response's body becomes: json (by default), text, base64 or arraybuffer. */
    dataType?: string;
  } & MyCallbacks<{
    /** The response's body, as dataType says. */
    data: any;
    /** The HTTP status. */
    status: number;
    /** The response's headers, with their names as received. */
    headers: Record<string, string>;
    /** The HTTP status as well. */
    statusCode: number;
    /** The headers as well. */
    header: Record<string, string>;
  }>): Promise<{
    /** The response's body, as dataType says. */
    data: any;
    /** The HTTP status. */
    status: number;
    /** The response's headers, with their names as received. */
    headers: Record<string, string>;
    /** The HTTP status as well. */
    statusCode: number;
    /** The headers as well. */
    header: Record<string, string>;
  }> & RequestTask;
  /** The old name of request, whose content-type is that of a form by default. */
  httpRequest(options?: {
    /** Where to: https:, or http: where that is allowed. */
    url: string;
    /** GET (by default), POST, PUT, DELETE, HEAD, OPTIONS or TRACE. */
    method?: string;
    /** The request's headers; content-type is application/json by default. */
    headers?: Record<string, unknown>;
    /** The same, where there are no `headers`. */
    header?: Record<string, unknown>;
    /** A query for GET; a body for POST, as JSON or as a form by the content-type, or as it is. */
    data?: any;
    /** Milliseconds until it must be done; 30000 by default, 60000 at most. */
    timeout?: number;
    /** What the response's body becomes: json (by default), text, base64 or arraybuffer. */
    dataType?: string;
  } & MyCallbacks<{
    /** The response's body, as dataType says. */
    data: any;
    /** The HTTP status. */
    status: number;
    /** The response's headers, with their names as received. */
    headers: Record<string, string>;
    /** The HTTP status as well. */
    statusCode: number;
    /** The headers as well. */
    header: Record<string, string>;
  }>): Promise<{
    /** The response's body, as dataType says. */
    data: any;
    /** The HTTP status. */
    status: number;
    /** The response's headers, with their names as received. */
    headers: Record<string, string>;
    /** The HTTP status as well. */
    statusCode: number;
    /** The headers as well. */
    header: Record<string, string>;
  }> & RequestTask;
  /** Opens a page on top of this one. */
  navigateTo(options?: {
    /** A page's path, with a query if it takes one: /pages/a/a?id=1. */
    url: string;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Opens a page in place of this one. */
  redirectTo(options?: {
    /** A page's path, with a query if it takes one: /pages/a/a?id=1. */
    url: string;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Closes all pages and opens one. */
  reLaunch(options?: {
    /** A page's path, with a query if it takes one: /pages/a/a?id=1. */
    url: string;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Shows a page of the tab bar and closes those that are none. */
  switchTab(options?: {
    /** A page's path, with a query if it takes one: /pages/a/a?id=1. */
    url: string;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Closes pages from the top of the stack. */
  navigateBack(options?: {
    /** How many pages to go back: 1 by default; to the first page at most. */
    delta?: number;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Shows a dialog with one button; here it is confirmed at once. */
  alert(options?: {
    /** The dialog's title. */
    title?: string;
    /** The dialog's text. */
    content?: string;
    /** The button's text. */
    buttonText?: string;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Asks with two buttons; here it is confirmed, unless an answer was given in advance. */
  confirm(options?: {
    /** The dialog's title. */
    title?: string;
    /** The dialog's text. */
    content?: string;
    /** The text of the button that confirms. */
    confirmButtonText?: string;
    /** The text of the other button. */
    cancelButtonText?: string;
  } & MyCallbacks<{
    /** Whether it was confirmed. */
    confirm: boolean;
  }>): Promise<{
    /** Whether it was confirmed. */
    confirm: boolean;
  }>;
  /** Asks for a text; here it is confirmed without one, unless an answer was given in advance. */
  prompt(options?: {
    /** The dialog's title. */
    title?: string;
    /** The dialog's text. */
    message?: string;
    /** What shows in the empty input. */
    placeholder?: string;
    /** The text of the button that confirms. */
    okButtonText?: string;
    /** The text of the other button. */
    cancelButtonText?: string;
  } & MyCallbacks<{
    /** Whether it was confirmed. */
    ok: boolean;
    /** The text that was entered. */
    inputValue: string;
  }>): Promise<{
    /** Whether it was confirmed. */
    ok: boolean;
    /** The text that was entered. */
    inputValue: string;
  }>;
  /** Asks to choose; here the first text is chosen, unless an answer was given in advance. */
  showActionSheet(options?: {
    /** The sheet's title. */
    title?: string;
    /** The texts to choose from. */
    items?: string | string[];
    /** The text of the button that chooses none. */
    cancelButtonText?: string;
  } & MyCallbacks<{
    /** The index of the chosen text from 0, -1 for none. */
    index: number;
  }>): Promise<{
    /** The index of the chosen text from 0, -1 for none. */
    index: number;
  }>;
  /** Shows a short message. */
  showToast(options?: {
    /** The toast's text. */
    content?: string;
    /** None, success, fail or exception. */
    type?: string;
    /** How long it shows, in milliseconds. */
    duration?: number;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Hides the short message. */
  hideToast(options?: {} & MyCallbacks<{}>): Promise<{}>;
  /** Shows the loading spinner. */
  showLoading(options?: {
    /** The text beside the spinner. */
    content?: string;
    /** Milliseconds before it shows. */
    delay?: number;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Hides the loading spinner. */
  hideLoading(options?: {} & MyCallbacks<{}>): Promise<{}>;
  /** Asks for a code that the app's server can log the person in with. */
  getAuthCode(options?: {
    /** What the person is asked to allow: auth_base, auth_user. */
    scopes?: string | string[];
  } & MyCallbacks<{
    /** The code; one that no server knows, unless an answer was given in advance. */
    authCode: string;
    /** What was allowed. */
    authSuccessScopes: string | string[];
    /** What was not, with the reasons. */
    authErrorScopes: Record<string, unknown>;
  }>): Promise<{
    /** The code; one that no server knows, unless an answer was given in advance. */
    authCode: string;
    /** What was allowed. */
    authSuccessScopes: string | string[];
    /** What was not, with the reasons. */
    authErrorScopes: Record<string, unknown>;
  }>;
  /** Changes the bar at the top of the page. */
  setNavigationBar(options?: {
    /** The page's title. */
    title?: string;
    /** The bar's colour. */
    backgroundColor?: string;
    /** The colour of its text. */
    frontColor?: string;
    /** The colour of its lower edge. */
    borderBottomColor?: string;
    /** A picture in the title's place. */
    image?: string;
    /** Back to what app.json says. */
    reset?: boolean;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Ends the animation of pulling down to refresh. */
  stopPullDownRefresh(options?: {} & MyCallbacks<{}>): Promise<{}>;
  /** Vibrates for a moment. */
  vibrateShort(options?: {} & MyCallbacks<{}>): Promise<{}>;
  /** Keeps the screen on. */
  setKeepScreenOn(options?: {
    /** Whether the screen stays on. */
    keepScreenOn?: boolean;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Stores a value; it is gone when the program ends. */
  setStorage(options?: {
    /** The key; a string that is not empty. */
    key: string;
    /** The value; it is copied as JSON: 200 KB at most, 10 MB in all. */
    data: any;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Reads a stored value. */
  getStorage(options?: {
    /** The key; a string that is not empty. */
    key: string;
  } & MyCallbacks<{
    /** A copy of the value; null where there is none. */
    data: any;
  }>): Promise<{
    /** A copy of the value; null where there is none. */
    data: any;
  }>;
  /** Forgets a stored value. */
  removeStorage(options?: {
    /** The key; a string that is not empty. */
    key: string;
  } & MyCallbacks<{}>): Promise<{}>;
  /** Forgets all stored values. */
  clearStorage(options?: {} & MyCallbacks<{}>): Promise<{}>;
  /** Tells what is stored, and how much. */
  getStorageInfo(options?: {} & MyCallbacks<{
    /** All keys. */
    keys: string | string[];
    /** How much is used, in KB. */
    currentSize: number;
    /** How much there is, in KB. */
    limitSize: number;
  }>): Promise<{
    /** All keys. */
    keys: string | string[];
    /** How much is used, in KB. */
    currentSize: number;
    /** How much there is, in KB. */
    limitSize: number;
  }>;
  /** Stores a value at once. */
  setStorageSync(options: {
    /** The key; a string that is not empty. */
    key: string;
    /** The value; it is copied as JSON: 200 KB at most, 10 MB in all. */
    data: any;
  }): {
    /** Whether it worked. */
    success: boolean;
    /** The error code, where it did not work. */
    error?: number;
    /** Why it did not work. */
    errorMessage?: string;
  };
  /** Reads a stored value at once. */
  getStorageSync(options: {
    /** The key; a string that is not empty. */
    key: string;
  }): {
    /** A copy of the value; null where there is none. */
    data: any;
    /** Whether it worked. */
    success: boolean;
    /** The error code, where it did not work. */
    error?: number;
    /** Why it did not work. */
    errorMessage?: string;
  };
  /** Forgets a stored value at once. */
  removeStorageSync(options: {
    /** The key; a string that is not empty. */
    key: string;
  }): {
    /** Whether it worked. */
    success: boolean;
    /** The error code, where it did not work. */
    error?: number;
    /** Why it did not work. */
    errorMessage?: string;
  };
  /** Forgets all stored values at once. */
  clearStorageSync(): {
    /** Whether it worked. */
    success: boolean;
    /** The error code, where it did not work. */
    error?: number;
    /** Why it did not work. */
    errorMessage?: string;
  };
  /** Tells at once what is stored. */
  getStorageInfoSync(): {
    /** All keys. */
    keys: string | string[];
    /** How much is used, in KB. */
    currentSize: number;
    /** How much there is, in KB. */
    limitSize: number;
    /** Whether it worked. */
    success: boolean;
    /** The error code, where it did not work. */
    error?: number;
    /** Why it did not work. */
    errorMessage?: string;
  };
  /** Tells what phone this is. */
  getSystemInfo(options?: {} & MyCallbacks<{
    /** The app around the mini-program. */
    app: string;
    /** The phone's maker. */
    brand: string;
    /** The battery's charge, in percent. */
    currentBattery: string;
    /** The size of letters, in pixels. */
    fontSizeSetting: number;
    /** The language that is set. */
    language: string;
    /** The phone's model. */
    model: string;
    /** High, middle or low. */
    performance: string;
    /** Device pixels per pixel. */
    pixelRatio: number;
    /** IOS or Android. */
    platform: string;
    /** The screen's height, in pixels. */
    screenHeight: number;
    /** The screen's width, in pixels. */
    screenWidth: number;
    /** The status bar's height, in pixels. */
    statusBarHeight: number;
    /** How large the phone's disk is. */
    storage: string;
    /** The version of the system. */
    system: string;
    /** The title bar's height, in pixels. */
    titleBarHeight: number;
    /** The version of the app around the mini-program. */
    version: string;
    /** The page's height, in pixels. */
    windowHeight: number;
    /** The page's width, in pixels. */
    windowWidth: number;
  }>): Promise<{
    /** The app around the mini-program. */
    app: string;
    /** The phone's maker. */
    brand: string;
    /** The battery's charge, in percent. */
    currentBattery: string;
    /** The size of letters, in pixels. */
    fontSizeSetting: number;
    /** The language that is set. */
    language: string;
    /** The phone's model. */
    model: string;
    /** High, middle or low. */
    performance: string;
    /** Device pixels per pixel. */
    pixelRatio: number;
    /** IOS or Android. */
    platform: string;
    /** The screen's height, in pixels. */
    screenHeight: number;
    /** The screen's width, in pixels. */
    screenWidth: number;
    /** The status bar's height, in pixels. */
    statusBarHeight: number;
    /** How large the phone's disk is. */
    storage: string;
    /** The version of the system. */
    system: string;
    /** The title bar's height, in pixels. */
    titleBarHeight: number;
    /** The version of the app around the mini-program. */
    version: string;
    /** The page's height, in pixels. */
    windowHeight: number;
    /** The page's width, in pixels. */
    windowWidth: number;
  }>;
  /** Tells at once what phone this is. */
  getSystemInfoSync(): {
    /** The app around the mini-program. */
    app: string;
    /** The phone's maker. */
    brand: string;
    /** The battery's charge, in percent. */
    currentBattery: string;
    /** The size of letters, in pixels. */
    fontSizeSetting: number;
    /** The language that is set. */
    language: string;
    /** The phone's model. */
    model: string;
    /** High, middle or low. */
    performance: string;
    /** Device pixels per pixel. */
    pixelRatio: number;
    /** IOS or Android. */
    platform: string;
    /** The screen's height, in pixels. */
    screenHeight: number;
    /** The screen's width, in pixels. */
    screenWidth: number;
    /** The status bar's height, in pixels. */
    statusBarHeight: number;
    /** How large the phone's disk is. */
    storage: string;
    /** The version of the system. */
    system: string;
    /** The title bar's height, in pixels. */
    titleBarHeight: number;
    /** The version of the app around the mini-program. */
    version: string;
    /** The page's height, in pixels. */
    windowHeight: number;
    /** The page's width, in pixels. */
    windowWidth: number;
  };
  /** What surrounds the mini-program. */
  env: {
    /** The root of the program's own files. */
    USER_DATA_PATH: string;
    /** The app around the mini-program: ap. */
    clientName: string;
    /** Its version. */
    clientVersion: string;
    /** The language that is set. */
    language: string;
    /** IOS or Android. */
    platform: string;
  };
  /** Makes bytes of base64 text. */
  base64ToArrayBuffer(base64: string): ArrayBuffer;
  /** Makes base64 text of bytes. */
  arrayBufferToBase64(arrayBuffer: ArrayBuffer): string;
  /** Tells how the program was started. */
  getLaunchOptionsSync(): {
    /** The query. */
    query: Record<string, unknown>;
    /** The page. */
    path: string;
    /** From where it was started. */
    scene: number;
    /** The mini-program that started it; empty. */
    referrerInfo: Record<string, unknown>;
  };
  /** Tells how the program came to the foreground the last time. */
  getEnterOptionsSync(): {
    /** The query. */
    query: Record<string, unknown>;
    /** The page. */
    path: string;
    /** From where it was started. */
    scene: number;
    /** The mini-program that started it; empty. */
    referrerInfo: Record<string, unknown>;
  };
  /** Tells which network the phone has. */
  getNetworkType(options?: {} & MyCallbacks<{
    /** Whether there is a network. */
    networkAvailable: boolean;
    /** WIFI, 4G, 3G, 2G, WWAN, UNKNOWN or NOTREACHABLE. */
    networkType: string;
  }>): Promise<{
    /** Whether there is a network. */
    networkAvailable: boolean;
    /** WIFI, 4G, 3G, 2G, WWAN, UNKNOWN or NOTREACHABLE. */
    networkType: string;
  }>;
  /** Adds a listener for the network coming, going, or becoming another one. */
  onNetworkStatusChange(listener: (event: {
    /** Whether there is a network. */
    isConnected: boolean;
    /** WIFI, 4G, 3G, 2G, WWAN, UNKNOWN or NOTREACHABLE. */
    networkType: string;
  }) => void): void;
  /** Removes a listener for changes of the network, or all of them. */
  offNetworkStatusChange(listener?: (event: {
    /** Whether there is a network. */
    isConnected: boolean;
    /** WIFI, 4G, 3G, 2G, WWAN, UNKNOWN or NOTREACHABLE. */
    networkType: string;
  }) => void): void;
  /** Tells the mini-program's own id. */
  getAppIdSync(): {
    /** The id: of mini.project.json or --app-id, else 2021000000000000. */
    appId: string;
  };
  /** Ends the mini-program. */
  exitMiniProgram(options?: {} & MyCallbacks<{}>): Promise<{}>;
  /** Adds a listener for the program coming to the foreground, its start included. */
  onAppShow(listener: (event: {
    /** The query. */
    query: Record<string, unknown>;
    /** The page. */
    path: string;
    /** From where it was started. */
    scene: number;
    /** The mini-program that started it; empty. */
    referrerInfo: Record<string, unknown>;
  }) => void): void;
  /** Removes a listener for the program coming to the foreground, or all of them. */
  offAppShow(listener?: (event: {
    /** The query. */
    query: Record<string, unknown>;
    /** The page. */
    path: string;
    /** From where it was started. */
    scene: number;
    /** The mini-program that started it; empty. */
    referrerInfo: Record<string, unknown>;
  }) => void): void;
  /** Adds a listener for the program going to the background. */
  onAppHide(listener: () => void): void;
  /** Removes a listener for the program going to the background, or all of them. */
  offAppHide(listener?: () => void): void;
  /** Adds a listener for errors that nobody caught. */
  onError(listener: (message: string, stack: string) => void): void;
  /** Removes a listener for errors that nobody caught, or all of them. */
  offError(listener?: (message: string, stack: string) => void): void;
  /** Adds a listener for rejected promises that nobody handled. */
  onUnhandledRejection(listener: (event: {
    /** What the promise was rejected with. */
    reason: any;
    /** The promise. */
    promise: any;
  }) => void): void;
  /** Removes a listener for rejected promises, or all of them. */
  offUnhandledRejection(listener?: (event: {
    /** What the promise was rejected with. */
    reason: any;
    /** The promise. */
    promise: any;
  }) => void): void;
  /** Adds a listener for pages that there are not. */
  onPageNotFound(listener: (event: {
    /** The page's path. */
    path: string;
    /** Its query. */
    query: Record<string, unknown>;
    /** Whether it was to be the first page. */
    isEntryPage: boolean;
  }) => void): void;
  /** Removes a listener for pages that there are not, or all of them. */
  offPageNotFound(listener?: (event: {
    /** The page's path. */
    path: string;
    /** Its query. */
    query: Record<string, unknown>;
    /** Whether it was to be the first page. */
    isEntryPage: boolean;
  }) => void): void;
  /** Pages may add members of their own; an api that the host lacks is undefined. */
  [name: string]: any;
}

declare const my: My;

// The framework and what else page code finds.

/** An event as handlers of a page receive it. */
interface MyEvent {
  type: string;
  timeStamp: number;
  /** `dataset` is that of the element with the handler, `targetDataset` that of the element that was touched. */
  target: { id: string; tagName?: string; dataset: Record<string, any>; targetDataset?: Record<string, any> };
  currentTarget: { id: string; tagName?: string; dataset: Record<string, any> };
  detail: any;
}

/** Pages and apps add members as they run. */
interface OwnMembers {
  [name: string]: any;
}

/** What every page has beside its own members. */
interface PageMembers<Data> {
  /** The page's data; changed with `setData`. */
  data: Data;
  /** The page's path, without a slash at the front. */
  readonly route: string;
  /** Changes data at once; names may be paths, such as `list[0].name`. The callback comes later. */
  setData(changes: Partial<Data> & Record<string, any>, callback?: () => void): void;
  /** Changes lists in place: for each path, the arguments of `Array.prototype.splice`. */
  $spliceData(changes: Record<string, any[]>, callback?: () => void): void;
  /** Several changes in one. */
  $batchedUpdates(changes: () => void): void;
}

/** The lifecycle of a page, and what it may say of itself. */
interface PageHooks {
  onLoad?(query: Record<string, string>): void;
  onShow?(): void;
  onReady?(): void;
  onHide?(): void;
  onUnload?(): void;
  mixins?: any[];
  observers?: Record<string, (...values: any[]) => void>;
  events?: Record<string, (...values: any[]) => any>;
}

/** How the program was opened. */
interface LaunchParameters {
  path: string;
  query: Record<string, string>;
  scene: number;
  referrerInfo?: any;
}

/** The lifecycle of the app. */
interface AppHooks {
  onLaunch?(options: LaunchParameters): void;
  onShow?(options: LaunchParameters): void;
  onHide?(): void;
  onError?(message: string, stack: string): void;
  onUnhandledRejection?(rejection: { reason: any; promise: Promise<any> }): void;
  onPageNotFound?(page: { path: string; query: any; isEntryPage: boolean }): void;
}

/** Registers the app; `this` in its functions is the object itself. */
declare function App<Members extends object>(options: Members & AppHooks & ThisType<Members & OwnMembers>): void;
/** Registers the page of this module; `this` in its functions has its members, `data` and `setData`. */
declare function Page<Data = {}, Members extends object = {}>(
  options: { data?: Data | (() => Data) } & Members & PageHooks & ThisType<Members & PageMembers<Data> & OwnMembers>,
): void;
/** Registers a component; its module is evaluated, and none is drawn. */
declare function Component(options: { [name: string]: any } & ThisType<any>): void;
/** Members that several pages share. */
declare function Mixin<Members extends object>(options: Members & ThisType<any>): Members;
/** The object that `App` was given. */
declare function getApp<Members = any>(): Members;
/** The open pages; the last one is shown. */
declare function getCurrentPages(): (PageMembers<any> & OwnMembers)[];

declare function setTimeout(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): number;
declare function setInterval(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): number;
declare function clearTimeout(id?: number): void;
declare function clearInterval(id?: number): void;

interface Console {
  log(...values: any[]): void;
  info(...values: any[]): void;
  debug(...values: any[]): void;
  warn(...values: any[]): void;
  error(...values: any[]): void;
  dir(value?: any, options?: any): void;
  dirxml(...values: any[]): void;
  table(rows?: any, columns?: string[]): void;
  trace(...values: any[]): void;
  assert(condition?: boolean, ...values: any[]): void;
  clear(): void;
  count(label?: string): void;
  countReset(label?: string): void;
  group(...values: any[]): void;
  groupCollapsed(...values: any[]): void;
  groupEnd(): void;
  time(label?: string): void;
  timeLog(label?: string, ...values: any[]): void;
  timeEnd(label?: string): void;
}
declare var console: Console;

/** CommonJS: a file by relative path, from the root (`/…`), or a package. */
declare function require(path: string): any;
declare var module: { exports: any };
declare var exports: any;
