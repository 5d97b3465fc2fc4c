import { describe, expect, it } from 'vitest';
import {
  detectedAfter,
  failsafeAfter,
  failsafeOf,
  lastedFor,
  MOST_CHECKPOINTS,
  MOST_INCIDENTS,
  MOST_RECOVERIES,
} from '../src/state/failsafe';
import type { FailsafeEvent, FailsafeView } from '../src/wireFailsafe';
import { at, EMPTY, incident, opened, told } from './failsafeSamples';

const after = (view: FailsafeView, ...events: FailsafeEvent[]): FailsafeView =>
  events.reduce(failsafeAfter, view);

describe('failsafeAfter', () => {
  it('changes a service and the level that found it, and leaves its history to the next answer', () => {
    const level = { status: 'HEALTHY', history: 'HHH', p50Millis: 1 } as const;
    const view = after(
      {
        ...EMPTY,
        services: [
          {
            service: 'risk',
            node: 'node-1',
            status: 'HEALTHY',
            since: at(0),
            levels: [
              { ...level, level: 'SHALLOW' },
              { ...level, level: 'DEEP' },
            ],
          },
        ],
      },
      {
        '@type': 'HealthChanged',
        service: 'risk',
        node: 'node-1',
        level: 'DEEP',
        from: 'HEALTHY',
        to: 'UNHEALTHY',
        detail: 'behind',
        at: at(5),
      },
    );
    expect(view.services).toEqual([
      {
        service: 'risk',
        node: 'node-1',
        status: 'UNHEALTHY',
        detail: 'behind',
        since: at(5),
        levels: [
          { ...level, level: 'SHALLOW' },
          { ...level, level: 'DEEP', status: 'UNHEALTHY', detail: 'behind', checkedAt: at(5) },
        ],
      },
    ]);
  });

  it('knows a breaker from its first change, in the order of names, and whether a person holds it', () => {
    const view = after(EMPTY, opened('venue.place', 1), opened('kafka.append', 2, 'OPEN', 'olga'));
    expect(view.breakers.map((of) => [of.name, of.state, of.forced])).toEqual([
      ['kafka.append', 'OPEN', true],
      ['venue.place', 'OPEN', false],
    ]);
  });

  it('lets what is older than it knows change nothing, and the same event twice neither', () => {
    const once = after(EMPTY, opened('venue.place', 5));
    expect(after(once, opened('venue.place', 4, 'CLOSED'))).toEqual(once);
    expect(after(once, opened('venue.place', 5))).toEqual(once);
    expect(after(once, opened('venue.place', 6, 'CLOSED')).breakers[0]?.state).toBe('CLOSED');
  });

  it('moves a chain to its tier and keeps the order of its tiers', () => {
    const chain = {
      chain: 'market-data',
      node: 'node-1',
      tiers: ['venue', 'backup'],
      tier: 'venue',
      since: at(0),
    };
    const view = after(
      { ...EMPTY, chains: [chain] },
      {
        '@type': 'TierChanged',
        chain: 'market-data',
        node: 'node-1',
        from: 'venue',
        to: 'backup',
        why: 'silent',
        at: at(1),
      },
    );
    expect(view.chains).toEqual([{ ...chain, tier: 'backup', why: 'silent', since: at(1) }]);
  });

  it('knows from a change alone which tier of a chain is the best', () => {
    const change = { '@type': 'TierChanged', chain: 'market-data', node: 'node-1', why: 'w', at: at(1) };
    const up = { ...change, from: 'cache', to: 'venue', best: 'venue' } as const;
    const down = { ...change, from: 'backup', to: 'cache', best: 'venue' } as const;
    expect(after(EMPTY, up as FailsafeEvent).chains[0]?.tiers).toEqual(['venue']);
    expect(after(EMPTY, down as FailsafeEvent).chains[0]?.tiers).toEqual(['venue', 'cache']);
  });

  it('ends the recovery that began, and knows one whose beginning it did not hear', () => {
    const end = {
      '@type': 'RecoveryEnded',
      service: 'risk',
      node: 'node-1',
      action: 'REDEPLOY',
      recovered: true,
      tookMillis: 2_000,
      detail: 'healthy',
      at: at(4),
    } as const;
    const start = {
      '@type': 'RecoveryStarted',
      recovery: 'r-1',
      service: 'risk',
      node: 'node-1',
      action: 'REDEPLOY',
      attempt: 2,
      why: 'silent',
      failedAt: at(2),
      at: at(3),
    } as const;
    const both = after(EMPTY, start, { ...end, recovery: 'r-1' });
    expect(both.recoveries).toHaveLength(1);
    expect(both.recoveries[0]).toMatchObject({
      attempt: 2,
      why: 'silent',
      recovered: true,
      tookMillis: 2_000,
      endedAt: at(4),
    });
    expect(after(both, start).recoveries).toEqual(both.recoveries);
    expect(after(EMPTY, { ...end, recovery: 'r-9' }).recoveries[0]).toMatchObject({
      failedAt: at(2),
      recovered: true,
    });
  });

  it('takes the quorum of the node whose view it is only, and the newest leader', () => {
    const quorum = {
      '@type': 'QuorumChanged',
      from: 'MAJORITY',
      to: 'MINORITY',
      detail: '',
      at: at(1),
    } as const;
    expect(after(EMPTY, { ...quorum, node: 'node-2' }).quorum).toBe('MAJORITY');
    expect(after(EMPTY, { ...quorum, node: 'node-1' }).quorum).toBe('MINORITY');
    expect(after(EMPTY, { '@type': 'LeaderElected', node: 'node-3', token: 7, at: at(1) }).leader).toBe(
      'node-3',
    );
  });

  it('keeps what it knows when a node starts, or tells of something that it does not know', () => {
    const started = { '@type': 'NodeStarted', node: 'node-3', incarnation: 'i', at: at(1) } as const;
    const unknown = { ...started, '@type': 'Invented' } as unknown as FailsafeEvent;
    expect(after(EMPTY, started, unknown)).toBe(EMPTY);
  });

  it('replaces an incident whole, and not by an older word on it', () => {
    const line = (second: number) => ({ at: at(second), text: `at ${second}` });
    const over = incident('I-1', { status: 'RESOLVED', recoveredAt: at(4), timeline: [line(1), line(4)] });
    const view = after(EMPTY, told(over, 4), told(incident('I-1', { timeline: [line(1)] }), 1));
    expect(view.incidents).toEqual([over]);
    const again = incident('I-1', { timeline: [line(1), line(4), line(6)] });
    expect(after(view, told(again, 6)).incidents).toEqual([again]);
  });

  it('lists open incidents first, the urgent on top, then the newest', () => {
    const view = after(
      EMPTY,
      told(incident('over', { status: 'RESOLVED', detectedAt: at(9) })),
      told(incident('ticket', { severity: 'TICKET', detectedAt: at(8) })),
      told(incident('old', { detectedAt: at(1) })),
      told(incident('new', { detectedAt: at(2) })),
    );
    expect(view.incidents.map((of) => of.id)).toEqual(['new', 'old', 'ticket', 'over']);
  });

  it('forgets the oldest beyond its bounds, and no open incident for an ended one', () => {
    let view = after(EMPTY, told(incident('open')));
    for (let i = 0; i < MOST_INCIDENTS + 5; i++) {
      view = after(view, told(incident(`over-${i}`, { status: 'RESOLVED', detectedAt: at(10 + i) })), {
        '@type': 'CheckpointTaken',
        checkpoint: `c-${i}`,
        node: 'node-1',
        verified: true,
        bytes: 1,
        detail: '',
        at: at(i),
      });
    }
    expect(view.incidents).toHaveLength(MOST_INCIDENTS);
    expect(view.incidents[0]?.id).toBe('open');
    expect(view.incidents.at(-1)?.id).toBe('over-6');
    expect(view.checkpoints).toHaveLength(MOST_CHECKPOINTS);
    expect(view.checkpoints[0]?.checkpoint).toBe(`c-${MOST_INCIDENTS + 4}`);
    const recovery = {
      recovery: '',
      service: 's',
      node: 'n',
      action: 'REDEPLOY',
      attempt: 1,
      failedAt: at(0),
      startedAt: at(0),
    };
    const many = Array.from({ length: 60 }, (_, i) => ({
      ...recovery,
      recovery: `r-${i}`,
      startedAt: at(i),
    }));
    expect(failsafeOf({ ...EMPTY, recoveries: many }).recoveries).toHaveLength(MOST_RECOVERIES);
  });
});

describe('an incident', () => {
  it('was detected and recovered so long after its fault, and lasts until it is', () => {
    const one = incident('I-1', { faultAt: at(0), detectedAt: '2026-01-01T00:00:00.43Z' });
    expect(detectedAfter(one)).toBe(430);
    expect(lastedFor(one, Date.parse(at(7)))).toBe(7_000);
    expect(lastedFor(one, undefined)).toBeUndefined();
    expect(lastedFor({ ...one, recoveredAt: at(4) }, Date.parse(at(7)))).toBe(4_000);
  });
});
