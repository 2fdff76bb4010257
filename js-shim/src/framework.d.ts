
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
