//! The table: each mutant's name, what it breaks, and the clauses that it violates.

macro_rules! mutants {
    ($($mutant:ident $name:literal $breaks:literal [$($clause:literal),+],)*) => {
        /// One way in which the host can be wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Mutant {
            $(#[doc = $breaks] $mutant,)*
        }

        impl Mutant {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$mutant),*];

            /// What selects it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$mutant => $name,)* }
            }

            /// What the host does wrong.
            #[must_use]
            pub const fn breaks(self) -> &'static str {
                match self { $(Self::$mutant => $breaks,)* }
            }

            /// The clauses that it violates.
            #[must_use]
            pub const fn clauses(self) -> &'static [&'static str] {
                match self { $(Self::$mutant => &[$($clause),+],)* }
            }
        }
    };
}

mutants! {
    // Callbacks.
    SuccessInCallersStack "success-in-callers-stack" "closeSocket calls success before it returns" ["CB-1"],
    SuccessMissing "success-missing" "connectSocket never calls success" ["CS-2"],
    SuccessLate "success-late" "connectSocket calls success after the connection is open" ["CS-2", "EV-4"],
    SendSuccessMissing "send-success-missing" "sendSocketMessage never calls success" ["SM-3"],
    CloseSuccessMissing "close-success-missing" "closeSocket never calls success" ["CL-1"],
    FailMissing "fail-missing" "fail is never called" ["CB-2"],
    CompleteMissing "complete-missing" "complete is never called" ["CB-1"],
    CompleteFirst "complete-first" "complete is called before success or fail" ["CB-1"],
    CompleteTwice "complete-twice" "complete is called twice" ["CB-1"],
    CompleteOtherObject "complete-other-object" "complete gets another object than success or fail" ["CB-1"],
    SuccessWithError "success-with-error" "the object of success has an error field" ["CB-2"],
    FailWithoutText "fail-without-text" "the object of fail has no errorMessage" ["CB-2"],
    FailCodeAsText "fail-code-as-text" "error is a String" ["CB-2"],
    ThrowUnreported "throw-unreported" "what page code throws is reported to nobody" ["CB-3"],
    PromiseMissing "promise-missing" "calls return undefined instead of a promise" ["CB-4"],
    PromiseNeverRejects "promise-never-rejects" "a call that failed resolves its promise" ["CB-4"],
    PromiseRejectionUnhandled "promise-rejection-unhandled" "a rejection counts as unhandled although fail was given" ["CB-4"],
    OptionsReadTwice "options-read-twice" "each option is read twice" ["CB-5"],
    GetterThrows "getter-throws" "what an option's getter throws comes out of the call" ["CB-5"],
    GetterIgnored "getter-ignored" "a call whose option's getter throws goes on without the option" ["CB-5"],
    MyFrozen "my-frozen" "my is frozen" ["CB-6"],
    MyNotEnumerable "my-not-enumerable" "the functions of my are not enumerable" ["CB-6"],
    MyWithoutPrototype "my-without-prototype" "my has no hasOwnProperty" ["CB-6"],
    MyNeedsThis "my-needs-this" "the functions of my throw without this" ["CB-6"],
    // Connecting.
    ConnectReturnsPromise "connect-returns-promise" "connectSocket returns a promise" ["CS-1"],
    QueryDropped "query-dropped" "data is not appended to the url" ["CS-3"],
    QueryNullKept "query-null-kept" "null values of data go into the query" ["CS-3"],
    QueryNotEncoded "query-not-encoded" "data is appended as it is" ["CS-3"],
    HeaderDropped "header-dropped" "header is not sent" ["CS-3"],
    HeadersAliasIgnored "headers-alias-ignored" "headers does not count as header" ["CS-3"],
    ReservedHeaderSent "reserved-header-sent" "a page can set Referer, Host and their kin" ["CS-3"],
    HeaderInjection "header-injection" "line breaks in header values are sent" ["CS-3"],
    ProtocolsDropped "protocols-dropped" "protocols are not offered" ["CS-3"],
    ProtocolHeaderDropped "protocol-header-dropped" "header['Sec-WebSocket-Protocol'] is not offered" ["CS-3"],
    TimeoutIgnored "timeout-ignored" "the timeout of connectSocket does not count" ["CS-4"],
    RefusalWithoutStatus "refusal-without-status" "a refused handshake has code 8 instead of its status" ["CS-5"],
    AcceptUnchecked "accept-unchecked" "a wrong Sec-WebSocket-Accept opens the connection" ["CS-4"],
    SubprotocolUnchecked "subprotocol-unchecked" "a subprotocol that was not offered is accepted" ["CS-4"],
    SubprotocolCaseIgnored "subprotocol-case-ignored" "the case of a subprotocol does not count" ["CS-4"],
    UpgradeUnchecked "upgrade-unchecked" "the headers Upgrade and Connection of a 101 do not count" ["CS-4"],
    ExtensionAccepted "extension-accepted" "an extension that was not offered is accepted" ["CS-4"],
    CertificateUnchecked "certificate-unchecked" "any certificate is accepted" ["PL-3"],
    FailedConnectCloses "failed-connect-closes" "a connectSocket that fails ends the connection that exists" ["CS-3"],
    NotReplaced "not-replaced" "the first connection lives on when a second is made" ["CS-6"],
    ReplacedCloseMissing "replaced-close-missing" "the close of a replaced connection is not told" ["CS-6"],
    StaleDelivered "stale-delivered" "messages of a replaced connection are delivered" ["CS-6"],
    ReplacedCode "replaced-code" "a dial that is replaced closes with 1000" ["CS-6"],
    ReplacedSendsForgotten "replaced-sends-forgotten" "sends of a replaced connection are never settled" ["SM-3"],
    IgnoreTells "ignore-tells" "single=ignore calls fail" ["CS-7"],
    SingleIgnored "single-ignored" "single=reject and single=ignore replace" ["CS-7"],
    // Events.
    OneListener "one-listener" "a listener takes the place of the one before" ["EV-1"],
    ListenersReversed "listeners-reversed" "the newest listener is called first" ["EV-1"],
    ListenerOnce "listener-once" "a function that is registered twice is called once" ["EV-1"],
    ListenersEndWithClose "listeners-end-with-close" "listeners are gone after a close" ["EV-1"],
    OnReturns "on-returns" "onSocketX returns true" ["EV-1"],
    OffRemovesAll "off-removes-all" "offSocketX(fn) removes all listeners" ["EV-2"],
    OffFunctionIgnored "off-function-ignored" "offSocketX(fn) removes nothing" ["EV-2"],
    OffIgnored "off-ignored" "offSocketX() removes nothing" ["EV-2"],
    NoSnapshot "no-snapshot" "a listener that is added in the dispatch hears the same event" ["EV-3"],
    RemovedIsCalled "removed-is-called" "a listener that is removed in the dispatch is called" ["EV-3"],
    JobsNotDrained "jobs-not-drained" "promise jobs wait until all listeners were called" ["EV-3"],
    MessageBeforeOpen "message-before-open" "messages overtake what was queued before them" ["EV-4"],
    OpenMissing "open-missing" "open is not told" ["EV-4"],
    ErrorMissing "error-missing" "error is not told" ["EV-5"],
    CloseAfterErrorMissing "close-after-error-missing" "no close follows an error" ["EV-5"],
    CloseTwice "close-twice" "close is told twice" ["EV-5"],
    CloseAfterErrorAlways "close-after-error-always" "closeAfterError: false does not count" ["EV-5"],
    OpenWithoutHeader "open-without-header" "the object of open has no header in latest" ["EV-6"],
    NoCodeIs1000 "no-code-is-1000" "a close frame without a code is told as 1000" ["EV-6"],
    OpenExtra "open-extra" "the object of open has a field too many" ["EV-6"],
    IsBufferMissing "is-buffer-missing" "the object of a message has no isBuffer" ["EV-6"],
    IsBufferFalse "is-buffer-false" "isBuffer is false for binary messages" ["EV-6"],
    BinaryAsText "binary-as-text" "binary messages come as text" ["EV-6"],
    BinaryOfOtherProfile "binary-of-other-profile" "binary messages come as the other profile has them" ["EV-6"],
    ErrorWithoutText "error-without-text" "the object of error has no errorMessage" ["EV-6"],
    CloseWithoutCode "close-without-code" "the object of close has no code" ["EV-6"],
    CloseWithoutReason "close-without-reason" "the object of close has an empty reason" ["EV-6"],
    CloseCodeAlways1000 "close-code-always-1000" "close always has code 1000" ["EV-6"],
    LargeMessagesLost "large-messages-lost" "received messages over 64 KiB are lost" ["EV-4"],
    // Sending.
    ArrayBufferIgnored "array-buffer-ignored" "an ArrayBuffer is sent as an object" ["SM-1"],
    IsBufferIgnored "is-buffer-ignored" "base64 is sent as text" ["SM-1"],
    ViewSendsAll "view-sends-all" "a view sends its whole buffer" ["SM-1"],
    EmptyTextLost "empty-text-lost" "an empty text is not sent" ["SM-1"],
    LargeSendsLost "large-sends-lost" "messages over 64 KiB are not sent" ["SM-1"],
    NullIsSent "null-is-sent" "null is sent as text" ["SM-2"],
    BadBase64IsSent "bad-base64-is-sent" "bad base64 is sent as nothing" ["SM-2"],
    ObjectAsString "object-as-string" "an object is sent as [object Object]" ["SM-2"],
    FailedSendSilent "failed-send-silent" "a send without a connection succeeds" ["SM-3"],
    SendsReversed "sends-reversed" "the messages that wait are sent last one first" ["SM-3"],
    SurrogateLost "surrogate-lost" "a lone surrogate becomes a question mark" ["SM-4"],
    // Closing.
    CloseThrows "close-throws" "closeSocket throws where there is no connection" ["CL-1", "CB-5"],
    CloseEventFirst "close-event-first" "onSocketClose comes before closeSocket's success" ["CL-1"],
    CloseCodeDropped "close-code-dropped" "closeSocket always sends 1000" ["CL-1"],
    CloseReasonDropped "close-reason-dropped" "closeSocket sends no reason" ["CL-1"],
    CloseCodeUnchecked "close-code-unchecked" "closeSocket takes any code" ["CL-1"],
    CloseReasonUncut "close-reason-uncut" "a reason that is too long is cut to nothing" ["CL-1"],
    CloseOfNothingFails "close-of-nothing-fails" "closeSocket without a connection fails" ["CL-2"],
    CloseWhileConnecting1006 "close-while-connecting-1006" "closing while connecting has code 1006" ["CL-2"],
    CloseWaitsLong "close-waits-long" "the close handshake waits for 30 seconds" ["CL-3"],
    // Codes and policy.
    EverythingIsOne "everything-is-one" "every error has code 1" ["CS-3", "CS-4"],
    NameNotFoundIsOne "name-not-found-is-one" "a host that there is not has code 1 in latest" ["CS-4"],
    LargeMessageIsOne "large-message-is-one" "a message over the limit has code 1" ["EV-5"],
    ProfilesMixed "profiles-mixed" "the codes are those of the other profile" ["CS-7", "PL-1"],
    TextWithoutCause "text-without-cause" "errorMessage is the published text alone" ["CS-5"],
    WssOnlyIgnored "wss-only-ignored" "ws:// is dialled under wss-only" ["PL-1"],
    DomainsIgnored "domains-ignored" "the list of domains does not count" ["PL-2"],
    DomainsBySuffix "domains-by-suffix" "notexample.com counts as example.com" ["PL-2"],
    MapIgnored "map-ignored" "urls are not mapped" ["PL-4"],
    // Requests.
    RequestDataDropped "request-data-dropped" "my.request sends no data" ["FW-8"],
    RequestFormAsJson "request-form-as-json" "a form is sent as JSON" ["FW-8"],
    RequestStatusIgnored "request-status-ignored" "a response of status 404 is a success" ["FW-8"],
    RequestBadJsonIsText "request-bad-json-is-text" "a body that is no JSON is given as text" ["FW-8"],
    RequestTimeoutIgnored "request-timeout-ignored" "the timeout of a request does not count" ["FW-8"],
    RequestAbortIgnored "request-abort-ignored" "abort does nothing" ["FW-8"],
    RequestNotRedirected "request-not-redirected" "redirects are not followed" ["FW-8"],
    RedirectUnjudged "redirect-unjudged" "a redirect leads to any host" ["FW-8", "PL-2"],
    RedirectKeepsCredentials "redirect-keeps-credentials" "a redirect takes Authorization along to another origin" ["FW-8"],
    RequestCutIsSuccess "request-cut-is-success" "a body that was cut short is a whole one" ["FW-8"],
    // The framework.
    ShowBeforeLoad "show-before-load" "onShow runs before onLoad" ["FW-4"],
    ReadyMissing "ready-missing" "onReady does not run" ["FW-4"],
    LaunchOptionsMissing "launch-options-missing" "onLaunch gets nothing" ["FW-4"],
    OnErrorMissing "on-error-missing" "App.onError does not run" ["FW-4", "CB-3"],
    AppListenersSilent "app-listeners-silent" "my.onAppShow and its kin call nobody" ["FW-4", "FW-8"],
    RejectionWithoutPromise "rejection-without-promise" "onUnhandledRejection gets no promise" ["FW-4"],
    OnPageNotFoundMissing "on-page-not-found-missing" "App.onPageNotFound does not run" ["FW-4", "FW-6"],
    UnloadMissing "unload-missing" "onUnload does not run" ["FW-4", "FW-6"],
    QueryNotPassed "query-not-passed" "onLoad gets no query" ["FW-4"],
    SetDataUndefined "set-data-undefined" "setData stores undefined" ["FW-5"],
    SetDataPathAsKey "set-data-path-as-key" "a path of setData is one key" ["FW-5"],
    SetDataCallbackMissing "set-data-callback-missing" "setData does not call back" ["FW-5"],
    StackUnlimited "stack-unlimited" "more than ten pages may be open" ["FW-6"],
    HideMissing "hide-missing" "onHide does not run" ["FW-6"],
    BackWithoutShow "back-without-show" "the page that is shown again is not told" ["FW-6"],
    PageQueryNotDecoded "page-query-not-decoded" "queries are not decoded" ["FW-6"],
    ClearTimeoutIgnored "clear-timeout-ignored" "clearTimeout does nothing" ["FW-3"],
    TimerArgumentsDropped "timer-arguments-dropped" "timers do not pass their arguments on" ["FW-3"],
    IntervalOnce "interval-once" "an interval fires once" ["FW-3"],
    NetworkChangeSilent "network-change-silent" "my.onNetworkStatusChange calls nobody" ["FW-8"],
    NetworkTypeFixed "network-type-fixed" "my.getNetworkType always says WIFI" ["FW-8"],
    NoNetworkDials "no-network-dials" "connections are made without a network" ["FW-8"],
    OutageSparesConnections "outage-spares-connections" "open connections outlive their network" ["FW-8"],
    CanIUseAlways "can-i-use-always" "canIUse says yes to everything" ["FW-8"],
}
