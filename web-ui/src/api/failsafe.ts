import type { FailsafeView } from '../wireFailsafe';
import { get, request } from './http';

export type ForceState = 'OPEN' | 'CLOSED' | 'AUTO';

export function failsafeView(): Promise<FailsafeView> {
  return get<FailsafeView>('/failsafe');
}

/** Holds a breaker open or closed, or gives it back to its own rule. */
export function forceBreaker(
  node: string,
  name: string,
  state: ForceState,
  reason: string,
): Promise<unknown> {
  const path = `/breakers/${encodeURIComponent(node)}/${encodeURIComponent(name)}`;
  return request('POST', path, { state, reason });
}

export function acknowledgeIncident(id: string): Promise<unknown> {
  return request('POST', `/incidents/${encodeURIComponent(id)}/acknowledge`, {});
}

export function takeCheckpoint(): Promise<unknown> {
  return request('POST', '/checkpoints', {});
}
