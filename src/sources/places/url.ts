import { open } from 'node:fs/promises';
import { type Attempt, PlaceError } from './attempt.js';
import { proxyFromEnvironment } from './proxy.js';

/** Errors of a connection that never came about, or broke off before an answer. */
const silence: Record<string, string> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'it refused the connection',
  EHOSTUNREACH: 'it can not be reached',
  ENETUNREACH: 'its network can not be reached',
  ETIMEDOUT: 'it did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
};

class Silent extends Error {}

/**
 * Downloads by HTTP or HTTPS. A host that does not answer, or stops in the middle, is remembered and not asked again.
 * The content is checked by the caller; only what is plainly wrong is broken off here.
 */
export async function fromUrl(address: string, attempt: Attempt): Promise<void> {
  const { host } = new URL(address);
  attempt.hosts.check(host);
  proxyFromEnvironment();
  const clock = new AbortController();
  const signal = AbortSignal.any([attempt.signal, clock.signal]);
  let timer = setTimeout(() => clock.abort(new Silent('it did not answer in time')), attempt.timeouts.answer);
  try {
    const response = await fetch(address, { signal, headers: { 'accept-encoding': 'identity' } });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new PlaceError(`it answered ${response.status} ${response.statusText}`.trim());
    }
    const file = await open(attempt.target, 'w');
    let bytes = 0;
    try {
      for await (const chunk of response.body) {
        clearTimeout(timer);
        timer = setTimeout(() => clock.abort(new Silent('it stopped in the middle')), attempt.timeouts.idle);
        await file.write(chunk);
        bytes += chunk.byteLength;
        attempt.onBytes(bytes);
        if (attempt.size !== undefined && bytes > attempt.size) {
          throw new PlaceError(`it sent more than the file's ${attempt.size} bytes`);
        }
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    attempt.signal.throwIfAborted();
    throw reasonOf(error, host, attempt);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown, host: string, attempt: Attempt): unknown {
  if (error instanceof PlaceError) return error;
  const silent = silenceOf(error);
  if (silent !== null) {
    attempt.hosts.add(host, silent);
    return new PlaceError(silent);
  }
  if (error instanceof TypeError) return new PlaceError(`the transfer broke off (${codeOf(error) ?? error.message})`);
  return error;
}

function silenceOf(error: unknown): string | null {
  if (error instanceof Silent) return error.message;
  const code = codeOf(error);
  return (code === null ? undefined : silence[code]) ?? null;
}

/** The system's code of a failed fetch, which hides it as the cause, of several addresses as a list of errors. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
