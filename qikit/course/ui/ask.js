// Ask the server: JSON there and back, a problem as a sentence.

export class Trouble extends Error {
  constructor(words, status, said) {
    super(words);
    this.status = status;
    this.said = said;
  }
}

const AWAY = "The course cannot be reached just now. What you typed stays here.";

export async function ask(address, { method = "GET", body, headers = {}, signal } = {}) {
  const token = document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] ?? "";
  const plain = body === undefined || body instanceof Blob;
  let response;
  try {
    response = await fetch(address, {
      method,
      cache: "no-store",
      signal,
      headers: {
        ...(method === "GET" ? {} : { "X-XSRFToken": token }),
        ...(plain ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: plain ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Trouble(AWAY, 0, null);
  }
  const said = await response.json().catch(() => ({}));
  if (!response.ok) throw new Trouble(said.message ?? AWAY, response.status, said);
  return said;
}
