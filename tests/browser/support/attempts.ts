// SPDX-License-Identifier: GPL-3.0-or-later

/*
 * What a page tries from within: each is handed to a browser as it is, and so may use nothing but its argument.
 */

/** Opens each of these as a WebSocket, and tells how far it came: `heard` where something was said, `open`, or `refused`. */
export async function openSockets(urls: readonly string[]): Promise<readonly string[]> {
  return Promise.all(urls.map(async (url) => new Promise<string>((resolve) => {
    let socket: WebSocket;
    try {
      socket = url.endsWith('/room') ? new WebSocket(url, 'foyer.v1') : new WebSocket(url);
    } catch (problem) {
      resolve(`threw ${String(problem)}`);
      return;
    }
    socket.onopen = () => { socket.send('anybody here?'); };
    socket.onmessage = () => { resolve('heard'); };
    socket.onclose = () => { resolve('refused'); };
  })));
}

/** Fetches each of these in both ways that a page has, and tells what could be read. */
export async function fetchAll(urls: readonly string[]): Promise<readonly string[]> {
  const told: string[] = [];
  for (const url of urls) {
    for (const mode of ['cors', 'no-cors'] as const) {
      try {
        const response = await fetch(url, { mode });
        const text = await response.text();
        told.push(response.type === 'opaque' && text === '' ? 'nothing' : `${String(response.status)} ${text}`);
      } catch {
        told.push('nothing');
      }
    }
  }
  return told;
}

/** Puts each of these into the page as the element named, and tells whether it came. */
export async function embed(things: readonly { readonly tag: 'img' | 'script' | 'link'; readonly url: string }[]): Promise<readonly string[]> {
  return Promise.all(things.map(async ({ tag, url }) => new Promise<string>((resolve) => {
    const element = document.createElement(tag);
    element.onload = () => { resolve('came'); };
    element.onerror = () => { resolve('nothing'); };
    if (element instanceof HTMLLinkElement) {
      element.rel = 'stylesheet';
      element.href = url;
    } else {
      element.src = url;
    }
    document.head.append(element);
  })));
}
