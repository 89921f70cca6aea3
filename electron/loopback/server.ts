/**
 * The loopback host: the app in a browser, the files on this machine.
 *
 * ## Protocol (names and shapes: shared/contract/loopback.ts)
 *
 * The printed address is `http://127.0.0.1:PORT/#token=TOKEN`. All routes live on that origin; with
 * `ssh -L` the port differs, so the page must use its own origin, never the printed one.
 *
 * 1. `POST /session`, `Content-Type: application/json`, body `{"token": "TOKEN"}`.
 *    Reply 200 JSON `{"ok": true, "value": {"tab": "SECRET"}}` and an HttpOnly cookie. The page
 *    keeps `tab` in `sessionStorage` (it belongs to the origin with its port; cookies do not) and
 *    takes the token out of the address with `history.replaceState`. After a reload the cookie and
 *    the kept `tab` still hold: no second exchange. A page with neither token nor `tab` can only
 *    ask the person to open the printed link.
 * 2. `POST /call/NAME`, headers `Content-Type: application/json`, `X-Earshot-Tab: SECRET`,
 *    `X-Earshot-Call: CALLID` (1–64 of `A-Za-z0-9_-`, unique among the tab's calls, such as
 *    `crypto.randomUUID()`); body: the procedure's input as JSON.
 *    Reply 200 `application/octet-stream`: the frame (shared/contract/frame.ts) of a
 *    `Result`, `{ok: true, value}` or `{ok: false, error}`. Aborting the request cancels the call.
 * 3. `GET /events` as WebSocket, `new WebSocket(url, ['earshot.v1', 'tab.SECRET'])`. Each message is
 *    the JSON text of an `EventMessage` `{seq, name, payload}`; `seq` starts at 1 on every
 *    connection and counts up by one. A skipped number, or a connection made anew, means that
 *    events may be lost: forget what is cached. `call.progressed` goes to the tab that made the
 *    call. The page sends nothing. Close code 1001: the host is shutting down.
 *
 * Whatever is refused or malformed before a procedure is reached has a status of 4xx or 5xx and a
 * JSON body `{"ok": false, "error": AppError}`: 403 `refused` (Host, Origin, token, cookie or tab
 * secret not right), 400/408/415 `invalid-request`, 404 `not-found`, 413 `too-large`,
 * 429/503 `refused` (too many at once). So the content type of a reply says how to read it.
 *
 * `GET /…` serves the files of the built renderer, without a session: they hold no data.
 */
export {};
