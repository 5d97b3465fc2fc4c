import type { FailsafeEvent, FailsafeView, IncidentView } from '../src/wireFailsafe';

export const at = (second: number): string =>
  new Date(Date.parse('2026-01-01T00:00:00Z') + second * 1_000).toISOString();

export const EMPTY: FailsafeView = {
  node: 'node-1',
  quorum: 'MAJORITY',
  size: 3,
  services: [],
  breakers: [],
  chains: [],
  recoveries: [],
  incidents: [],
  checkpoints: [],
  heals: [],
  at: at(0),
};

export function incident(id: string, changes: Partial<IncidentView> = {}): IncidentView {
  return {
    id,
    cause: `node-down ${id}`,
    title: id,
    severity: 'PAGE',
    status: 'OPEN',
    services: [],
    nodes: ['node-2'],
    faultAt: at(0),
    detectedAt: at(1),
    symptoms: 1,
    notified: 0,
    open: [],
    told: [],
    timeline: [{ at: at(1), text: 'opened' }],
    ...changes,
  };
}

export const told = (of: IncidentView, second = 1): FailsafeEvent => ({
  '@type': 'IncidentChanged',
  node: 'node-2',
  incident: of,
  at: at(second),
});

export const opened = (
  name: string,
  second: number,
  to: 'OPEN' | 'CLOSED' = 'OPEN',
  by?: string,
): FailsafeEvent => ({
  '@type': 'BreakerChanged',
  name,
  node: 'node-1',
  from: 'CLOSED',
  to,
  why: 'five in a row',
  ...(by && { by }),
  at: at(second),
});
