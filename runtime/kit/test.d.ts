// What test files of `minihost test` have beside the language: docs/testing.md. Use it together with my.d.ts.

interface TestOptions {
  tags?: string | string[];
  clauses?: string | string[];
  /** Milliseconds of the test's clock. */
  timeout?: number;
  /** Whether what it leaves behind makes it fail. */
  leaks?: boolean;
}

type TestBody = (...values: any[]) => void | PromiseLike<unknown>;

interface TestFunction {
  (title: string, body: TestBody, timeout?: number): void;
  (title: string, options: TestOptions, body: TestBody): void;
  each(table: readonly any[]): (title: string, options: TestOptions | TestBody, body?: TestBody) => void;
  each(strings: TemplateStringsArray, ...values: any[]): (title: string, body: TestBody) => void;
}

interface SuiteFamily extends TestFunction {
  skip: TestFunction;
  only: TestFunction;
  todo(title: string): void;
}

interface FailableFunction extends TestFunction {
  /** A test that is known to fail: it passes while it fails. */
  failing: TestFunction;
}

interface TestFamily extends FailableFunction {
  skip: FailableFunction;
  only: FailableFunction;
  todo(title: string): void;
}

declare const describe: SuiteFamily;
declare const it: TestFamily;
declare const test: TestFamily;
declare function beforeAll(hook: TestBody, timeout?: number): void;
declare function beforeEach(hook: TestBody, timeout?: number): void;
declare function afterEach(hook: TestBody, timeout?: number): void;
declare function afterAll(hook: TestBody, timeout?: number): void;
/** The test, or the suite, proves these clauses; stands in for the options of a test. */
declare function clause(...ids: string[]): TestOptions;

interface Matchers<Result> {
  not: Matchers<Result>;
  toBe(expected: any): Result;
  toEqual(expected: any): Result;
  toStrictEqual(expected: any): Result;
  toMatchObject(expected: object): Result;
  toMatch(expected: string | RegExp): Result;
  toContain(item: any): Result;
  toContainEqual(item: any): Result;
  toHaveLength(length: number): Result;
  toHaveProperty(path: string | (string | number)[], value?: any): Result;
  toBeDefined(): Result;
  toBeUndefined(): Result;
  toBeNull(): Result;
  toBeNaN(): Result;
  toBeTruthy(): Result;
  toBeFalsy(): Result;
  toBeGreaterThan(number: number): Result;
  toBeGreaterThanOrEqual(number: number): Result;
  toBeLessThan(number: number): Result;
  toBeLessThanOrEqual(number: number): Result;
  toBeCloseTo(number: number, digits?: number): Result;
  toBeInstanceOf(constructor: Function): Result;
  toThrow(expected?: string | RegExp | Function | Error): Result;
  toHaveBeenCalled(): Result;
  toHaveBeenCalledTimes(count: number): Result;
  toHaveBeenCalledWith(...values: any[]): Result;
  toHaveBeenLastCalledWith(...values: any[]): Result;
  toHaveBeenNthCalledWith(nth: number, ...values: any[]): Result;
  toHaveReturned(): Result;
  toHaveReturnedTimes(count: number): Result;
  toHaveReturnedWith(value: any): Result;
  toHaveLastReturnedWith(value: any): Result;
  toHaveNthReturnedWith(nth: number, value: any): Result;
  /** Older names. */
  toBeCalled(): Result;
  toBeCalledTimes(count: number): Result;
  toBeCalledWith(...values: any[]): Result;
  lastCalledWith(...values: any[]): Result;
  nthCalledWith(nth: number, ...values: any[]): Result;
  toReturn(): Result;
  toReturnTimes(count: number): Result;
  toReturnWith(value: any): Result;
  lastReturnedWith(value: any): Result;
  nthReturnedWith(nth: number, value: any): Result;
  toThrowError(expected?: string | RegExp | Function | Error): Result;
}

interface AsymmetricMatchers {
  any(constructor: Function): any;
  anything(): any;
  objectContaining(members: object): any;
  closeTo(number: number, digits?: number): any;
  arrayContaining(items: readonly any[]): any;
  stringContaining(part: string): any;
  stringMatching(pattern: string | RegExp): any;
}

interface Expect extends AsymmetricMatchers {
  (value: any): Matchers<void> & { resolves: Matchers<Promise<void>>; rejects: Matchers<Promise<void>> };
  not: AsymmetricMatchers;
  fail(reason?: string): never;
  /** The test has to call so many matchers; `expectEvents` counts as well. */
  assertions(count: number): void;
  hasAssertions(): void;
  /** Matchers of the test's own; they stand on `expect(…)`, and on `expect` for use inside of expected values. */
  extend(matchers: Record<string, (this: any, received: any, ...values: any[]) => any>): void;
  getState(): { currentTestName?: string; assertionCalls: number };
}

declare const expect: Expect;

interface MockFunction {
  (...values: any[]): any;
  mock: {
    calls: any[][];
    results: { type: 'return' | 'throw' | 'incomplete'; value: any }[];
    contexts: any[];
    instances: any[];
    /** The numbers of the calls, counted over all mock functions of the file. */
    invocationCallOrder: number[];
    lastCall?: any[];
  };
  readonly _isMockFunction: true;
  mockImplementation(implementation: Function): this;
  mockImplementationOnce(implementation: Function): this;
  mockReturnValue(value: any): this;
  mockReturnValueOnce(value: any): this;
  mockResolvedValue(value: any): this;
  mockResolvedValueOnce(value: any): this;
  mockRejectedValue(value: any): this;
  mockRejectedValueOnce(value: any): this;
  mockReturnThis(): this;
  mockName(name: string): this;
  getMockName(): string;
  getMockImplementation(): Function | undefined;
  withImplementation(implementation: Function, callback: () => any): any;
  /** Forgets the calls. */
  mockClear(): this;
  /** Forgets the calls, and what it was told to do. */
  mockReset(): this;
  /** As `mockReset`, and puts back what `spyOn` replaced. */
  mockRestore(): void;
}

declare function fn(implementation?: Function): MockFunction;
declare function spyOn(object: object, method: string | symbol, access?: 'get' | 'set'): MockFunction;
declare function clearAllMocks(): void;
declare function resetAllMocks(): void;
/** Puts back everything that `spyOn` replaced, as the end of a test does. */
declare function restoreAllMocks(): void;
declare function isMockFunction(value: any): boolean;
/** The same words, for tests that come from Jest. */
declare const jest: {
  fn: typeof fn;
  spyOn: typeof spyOn;
  clearAllMocks: typeof clearAllMocks;
  resetAllMocks: typeof resetAllMocks;
  restoreAllMocks: typeof restoreAllMocks;
  isMockFunction: typeof isMockFunction;
};
/** Another function in the place of one of `my`'s, until the end of the test. */
declare function mock(api: string, implementation?: Function): MockFunction;

interface LaunchedPage {
  route: string;
  /** The page's own data, no copy. */
  data: any;
  instance: any;
  call(handler: string, event?: any): Promise<any>;
  /** Taps on an element of its `.axml`: resolves with what the first handler returns. */
  tap(selector: string): Promise<any>;
  /** Any other event of an element. */
  fire(event: string, selector: string, detail?: any): Promise<any>;
  find(selector: string): ViewElement;
  findAll(selector: string): ViewElement[];
}

interface LaunchedApp {
  /** The page that is shown. */
  readonly page: LaunchedPage;
  /** What `App` was given. */
  readonly app: any;
  /** The routes of the open pages, the last one is shown. */
  readonly pages: string[];
  call(handler: string, event?: any): Promise<any>;
  navigate(url: string): Promise<any>;
  /** Sends it to the background: `onHide` of its page and of its app. */
  hide(): Promise<void>;
  /** Brings it back: `onShow` of its app and of its page. */
  show(): Promise<void>;
  /** Its phone gets another network, or loses the one that it has, and with it its connections. */
  network(type: NetworkName): Promise<void>;
  close(): Promise<void>;
}

/** An element of a page's `.axml`, as it was when the test looked. */
interface ViewElement {
  /** Whether it is there; if not, the rest is empty. */
  readonly exists: boolean;
  readonly tag: string;
  readonly id: string;
  /** The text inside of it, white space as a browser shows it. */
  readonly text: string;
  readonly classes: string[];
  readonly dataset: Record<string, any>;
  readonly attributes: Record<string, any>;
}

/** How a mocked member of `my` answers one call, or what it is. */
type MockAnswer =
  | { success: object; after?: number }
  | { fail: { error: number | string; errorMessage?: string; [field: string]: unknown }; after?: number }
  | { returns: unknown };

type DeviceName = 'iphone' | 'android' | 'small-android';
type NetworkName = 'wifi' | '4g' | '3g' | '2g' | 'wwan' | 'unknown' | 'none';

interface LaunchOptions {
  page?: string;
  /** What the page's `onLoad` receives; the app as well, without `launchQuery`. */
  query?: Record<string, unknown>;
  /** What the app's `onLaunch` and `onShow` receive. */
  launchQuery?: Record<string, unknown>;
  data?: Record<string, unknown>;
  config?: {
    profile?: 'classic' | 'latest';
    single?: 'replace' | 'reject' | 'ignore';
    map?: string[];
    wssOnly?: boolean;
    globals?: 'mini-program' | 'web';
    allowDomain?: string[];
    closeAfterError?: boolean;
    pageBoundSocket?: boolean;
    /** As in the file of `--mock`: a list are answers in turn. */
    mock?: Record<string, MockAnswer | MockAnswer[] | { value: unknown }>;
    /** What network its phone has at first: wifi, unless this says otherwise. */
    network?: NetworkName;
    /** Limits, as the options of `minihost run`: a number, or `'10MiB'`, or `'none'`. */
    maxMessage?: number | string;
    maxUnsent?: number | string;
    maxUndelivered?: number | string;
    maxSockets?: number | string;
    maxRequests?: number | string;
    maxCalls?: number | string;
    maxListeners?: number | string;
    maxTimers?: number | string;
  };
  /** Its phone: one of the table, or what is different about one (`base`, else iphone). */
  device?: DeviceName | (Partial<ReturnType<My['getSystemInfoSync']>> & { base?: DeviceName });
  allowErrors?: boolean;
}

/** What the next such dialog is answered, in any program of the test. */
declare function answer(dialog: 'confirm', confirm: boolean): void;
declare function answer(dialog: 'prompt', text: string | false): void;
declare function answer(dialog: 'showActionSheet', index: number | false): void;
declare function answer(dialog: 'getAuthCode', code: string): void;

declare function launch(path: string, options?: LaunchOptions): Promise<LaunchedApp>;

interface ScriptedPeer {
  /** Of sockets: `ws:` or `wss:`. */
  url: string;
  /** Of requests: `http:` or `https:`. */
  httpUrl: string;
  /** Everything that clients did, in order. */
  readonly received: any[];
  /** The texts of the messages that came. */
  readonly texts: string[];
  close(): void;
}

/** With `tls`, a server for `wss:` whose certificate is made for the test: trusted where the kind is `valid`. */
declare function peer(
  script?: { on_connect?: object[]; route?: object[] },
  options?: {
    tls?:
      | 'valid' | 'expired' | 'not-yet-valid' | 'wrong-host' | 'wrong-ip' | 'self-signed' | 'unknown-ca'
      | 'client-auth-only' | 'old-protocol' | 'client-certificate' | 'client-certificate-tls12' | 'hangs'
      | 'closes-at-hello' | 'plain-http';
  },
): ScriptedPeer;

interface HostEvent {
  at: number;
  label: string | null;
  kind: string;
  program: number;
  detail: any;
}

type EventPattern = string | RegExp | Partial<HostEvent>;

declare function events(): HostEvent[];
declare function waitFor<Value>(condition: () => Value, options?: { timeout?: number }): Promise<Value>;
declare function waitFor(event: EventPattern, options?: { timeout?: number }): Promise<HostEvent>;
declare function expectEvents(
  expected: EventPattern[],
  options?: { never?: EventPattern[]; among?: EventPattern[]; timeout?: number },
): Promise<void>;

declare const clock: {
  advance(milliseconds: number): Promise<void>;
  runAll(): Promise<void>;
  /** Milliseconds since the test's start. */
  now(): number;
  readonly kind: 'virtual' | 'real';
};

declare const minihost: { version: string; profile: 'classic' | 'latest' };
