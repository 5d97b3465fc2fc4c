import type { ProblemView } from '../wire';

const ROOT = '/api/v1';
/** Longest wait for an answer. Beyond it the fate of a command is unknown, never "failed". */
const TIMEOUT_MILLIS = 8_000;

const ISOLATED = '/problems/isolated';
const NOTHING_DONE: readonly string[] = ['/problems/unavailable', '/problems/no-trading', ISOLATED];

/** The server's refusal: a definite answer, unless {@link isUnknown}. */
export class Refusal extends Error {
  readonly problem: ProblemView;

  constructor(problem: ProblemView) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }

  /** True for 5xx, unless it says that nothing was done: the command may or may not have been taken. */
  get isUnknown(): boolean {
    return this.problem.status >= 500 && !NOTHING_DONE.includes(this.problem.type);
  }

  /** True if the node hears no other one, and so tells nothing but that. */
  get isIsolated(): boolean {
    return this.problem.type === ISOLATED;
  }
}

/** No answer at all: connection refused, broken off, or too late. */
export class NoAnswer extends Error {}

export function isUnauthorised(error: unknown): boolean {
  return error instanceof Refusal && error.problem.status === 401;
}

/** True if a command may have been taken although it looks failed. */
export function isUnknownFate(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof Refusal && error.isUnknown);
}

/** Sends and reads JSON below /api/v1; an empty answer is undefined. */
export async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  timeoutMillis = TIMEOUT_MILLIS,
): Promise<T> {
  const response = await send(method, path, body, timeoutMillis);
  let answer: unknown;
  try {
    const text = await response.text();
    answer = text === '' ? undefined : JSON.parse(text);
  } catch (error) {
    if (response.ok) {
      throw new NoAnswer(`the answer could not be read: ${String(error)}`);
    }
  }
  if (!response.ok) {
    throw new Refusal(asProblem(response, answer));
  }
  return answer as T;
}

export function get<T>(path: string): Promise<T> {
  return request<T>('GET', path);
}

export async function items<T>(path: string): Promise<readonly T[]> {
  return (await get<{ items: T[] }>(path)).items;
}

async function send(method: string, path: string, body: unknown, timeoutMillis: number): Promise<Response> {
  try {
    return await fetch(ROOT + path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMillis),
    });
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError';
    throw new NoAnswer(
      late ? `no answer within ${timeoutMillis / 1_000} s` : 'the node could not be reached',
    );
  }
}

function asProblem(response: Response, answer: unknown): ProblemView {
  const known = answer !== null && typeof answer === 'object' ? (answer as Partial<ProblemView>) : {};
  return {
    type: 'about:blank',
    title: response.statusText || `HTTP ${response.status}`,
    ...known,
    status: response.status,
  };
}
