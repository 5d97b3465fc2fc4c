// The made-up failsafe layer as the gateway would show it, and a node that dies and comes back.
import { iso } from './fixture-views.mjs';

const NODES = ['node-1', 'node-2', 'node-3'];
const SERVICES = ['execution', 'market-data', 'persistence', 'portfolio-manager', 'risk', 'signal'];
const LATENCY = { SHALLOW: 0.6, DEEP: 14, SYNTHETIC: 180 };
const CHAINS = {
  'market-data': ['venue', 'backup', 'cache'],
  signal: ['rules', 'hold'],
  execution: ['venue', 'queue'],
};
const BREAKERS = ['database.write', 'kafka.append', 'risk.assess', 'venue.place', 'venue.query'];

/** @param emit tells the stream: (event, payload) */
export class FixtureFailsafe {
  constructor(emit) {
    this.emit = emit;
    this.started = Date.now();
    this.down = new Set();
    this.incidents = [this.incident('I-1', 'node-3 did not answer', -640_000, 'PAGE', 'node-down node-3')];
    this.end(this.incidents[0], -636_350);
    this.recoveries = [
      {
        recovery: 'r-1',
        service: 'signal',
        node: 'node-3',
        action: 'REDEPLOY',
        attempt: 2,
        why: 'no heartbeat for 6 s',
        failedAt: this.at(-640_000),
        startedAt: this.at(-639_600),
        endedAt: this.at(-636_350),
        recovered: true,
        tookMillis: 3_650,
      },
    ];
    this.breakers = NODES.flatMap((node) =>
      BREAKERS.map((name, index) => ({
        name,
        node,
        state: 'CLOSED',
        forced: false,
        failuresInRow: 0,
        calls: 1_200 * (index + 1),
        failures: index * 3,
        rejected: 0,
        since: this.at(-3_600_000),
      })),
    );
    this.tiers = Object.fromEntries(
      NODES.flatMap((node) => Object.keys(CHAINS).map((of) => [`${of} ${node}`, 0])),
    );
    this.checkpoints = Array.from({ length: 8 }, (_, index) => this.checkpoint(-60_000 - index * 300_000));
  }

  at(millis) {
    return iso(this.started + millis);
  }

  view() {
    return {
      node: 'node-1',
      leader: this.down.has('node-2') ? 'node-1' : 'node-2',
      quorum: 'MAJORITY',
      size: 3,
      services: NODES.flatMap((node) => SERVICES.map((service) => this.service(service, node))),
      breakers: this.breakers,
      chains: NODES.flatMap((node) => Object.keys(CHAINS).map((chain) => this.chain(chain, node))),
      recoveries: this.recoveries,
      incidents: this.incidents,
      checkpoints: this.checkpoints,
      heals: [],
      at: iso(Date.now()),
    };
  }

  /** How loud the alerting was. */
  quietness() {
    const symptoms = 14 * this.incidents.length;
    const noise = { symptoms, repeated: 9, inhibited: 4, selfHealed: 1, silenced: 0, pages: 1, tickets: 0 };
    const silence = { id: 'S-1', maintenance: true, cause: 'node-down', service: '*', node: 'node-2' };
    const until = this.at(3_600_000);
    return {
      items: this.incidents.slice(0, 1),
      silences: [{ ...silence, from: this.at(0), until, by: 'demo', why: 'new disk', ended: false }],
      noise: { ...noise, notices: this.incidents.length },
      speaker: 'node-2',
    };
  }

  service(service, node) {
    const status = this.down.has(node) ? 'UNHEALTHY' : 'HEALTHY';
    const levels = ['SHALLOW', 'DEEP', ...(service === 'execution' ? ['SYNTHETIC'] : [])];
    return {
      service,
      node,
      status,
      ...(status !== 'HEALTHY' && { detail: 'no answer within 1 s' }),
      since: this.at(status === 'HEALTHY' ? -3_600_000 : 0),
      levels: levels.map((level, index) => ({
        level,
        status,
        ...(status !== 'HEALTHY' && { detail: 'no answer' }),
        checkedAt: iso(Date.now() - 900),
        history: history(service, node, index) + (status === 'HEALTHY' ? '' : 'DUUU'),
        p50Millis: LATENCY[level] * (1 + SERVICES.indexOf(service) / 7),
        p99Millis: LATENCY[level] * (4 + NODES.indexOf(node)),
      })),
    };
  }

  chain(chain, node) {
    const tier = this.tiers[`${chain} ${node}`];
    return {
      chain,
      node,
      tiers: CHAINS[chain],
      tier: CHAINS[chain][tier],
      ...(tier > 0 && { why: 'the stream was silent for 5 s' }),
      since: this.at(0),
    };
  }

  checkpoint(millis) {
    const at = this.at(millis);
    return {
      checkpoint: `cp-${at.replaceAll(/[-:.]/g, '')}`,
      at,
      bytes: 48_213 + (Math.abs(millis) % 9_000),
      verified: true,
      detail: '16 shards, offsets to 4,118',
    };
  }

  incident(id, title, faultAt, severity, cause) {
    const node = cause.split(' ')[1];
    return {
      id,
      cause,
      title,
      severity,
      status: 'OPEN',
      services: SERVICES,
      nodes: [node],
      faultAt: this.at(faultAt),
      detectedAt: this.at(faultAt + 430),
      symptoms: 14,
      notified: 1,
      announcedAt: this.at(faultAt + 430),
      runbook: 'docs/runbooks.md#node-down',
      open: [symptom(node, this.at(faultAt))],
      told: [{ route: 'log', severity, at: this.at(faultAt + 440) }],
      timeline: [
        { at: this.at(faultAt), text: `${node} was last heard` },
        { at: this.at(faultAt + 430), text: `incident opened; page sent; ${node} left the cluster` },
      ],
    };
  }

  end(incident, millis) {
    incident.status = 'RESOLVED';
    incident.open = [];
    incident.recoveredAt = this.at(millis);
    incident.timeline.push({ at: this.at(millis), text: 'every symptom is gone' });
  }

  /** A node dies: its services, an incident, a breaker and a chain that fall with it. */
  kill(node) {
    this.down.add(node);
    const now = Date.now() - this.started;
    const incident = this.incident(
      `I-${this.incidents.length + 1}`,
      `${node} is down`,
      now - 430,
      'PAGE',
      `node-down ${node}`,
    );
    this.incidents.unshift(incident);
    this.tell('incidents', { '@type': 'IncidentChanged', incident, node });
    this.tell('health', {
      '@type': 'HealthChanged',
      service: 'execution',
      node,
      level: 'SHALLOW',
      from: 'HEALTHY',
      to: 'UNHEALTHY',
      detail: 'no answer within 1 s',
    });
    this.recoveries.unshift({
      recovery: `r-${incident.id}`,
      service: 'execution',
      node,
      action: 'RESTART_PROCESS',
      attempt: 1,
      why: 'its process is gone',
      failedAt: incident.faultAt,
      startedAt: incident.detectedAt,
    });
    this.tell('recoveries', { ...this.recoveries[0], '@type': 'RecoveryStarted' });
    this.fall('market-data', 'node-1', 1);
    this.force('venue.place', 'node-1', 'OPEN', undefined);
    return incident;
  }

  /** It is back after so long. */
  revive(node, tookMillis) {
    this.down.delete(node);
    const incident = this.incidents.find((of) => of.cause.endsWith(node) && of.status !== 'RESOLVED');
    this.end(incident, Date.parse(incident.faultAt) - this.started + tookMillis);
    this.tell('incidents', { '@type': 'IncidentChanged', incident, node });
    const recovery = this.recoveries[0];
    Object.assign(recovery, { endedAt: incident.recoveredAt, recovered: true, tookMillis });
    this.tell('recoveries', { ...recovery, '@type': 'RecoveryEnded', detail: 'healthy' });
    this.fall('market-data', 'node-1', 0);
    this.force('venue.place', 'node-1', 'CLOSED', undefined);
  }

  fall(chain, node, tier) {
    const tiers = CHAINS[chain];
    const from = tiers[this.tiers[`${chain} ${node}`]];
    this.tiers[`${chain} ${node}`] = tier;
    const why = tier === 0 ? 'it answers again' : 'the stream was silent for 5 s';
    const change = { chain, node, from, to: tiers[tier], best: tiers[0], why };
    this.tell('breakers', { '@type': 'TierChanged', ...change });
  }

  force(name, node, state, by) {
    const breaker = this.breakers.find((of) => of.name === name && of.node === node);
    const from = breaker.state;
    breaker.state = state === 'AUTO' ? 'CLOSED' : state;
    breaker.forced = by !== undefined && state !== 'AUTO';
    breaker.since = iso(Date.now());
    this.tell('breakers', {
      '@type': 'BreakerChanged',
      name,
      node,
      from,
      to: breaker.state,
      why: 'told to',
      by,
    });
  }

  /** What a person does; undefined if there is no such resource. */
  command(path, content, user) {
    const [, what, first, second] = path.split('/').map(decodeURIComponent);
    if (what === 'breakers') {
      this.force(second, first, content.state, user);
    } else if (what === 'incidents' && second === 'acknowledge') {
      const incident = this.incidents.find((of) => of.id === first);
      Object.assign(incident, { status: 'ACKNOWLEDGED', by: user });
      this.tell('incidents', { '@type': 'IncidentChanged', incident, node: incident.nodes[0] });
    } else if (what === 'checkpoints') {
      this.checkpoints.unshift(this.checkpoint(Date.now() - this.started));
      this.tell('cluster', { ...this.checkpoints[0], '@type': 'CheckpointTaken', node: 'node-1' });
    } else {
      return undefined;
    }
    return {};
  }

  tell(topic, event) {
    this.emit(topic, { ...event, at: iso(Date.now()) });
  }
}

function symptom(node, since) {
  return {
    what: 'membership',
    service: 'node',
    node,
    cause: `node-down ${node}`,
    severity: 'PAGE',
    detail: 'it left the cluster',
    since,
    seenAt: since,
  };
}

/** A hundred results, the same at each call, with a bad patch here and there. */
function history(service, node, level) {
  const seed = SERVICES.indexOf(service) * 7 + NODES.indexOf(node) * 3 + level;
  const length = level === 2 ? 40 : 100;
  return Array.from({ length }, (_, index) =>
    seed % 5 === 0 && index > 30 && index < 34 ? 'U' : seed % 4 === 1 && index % 47 === 9 ? 'D' : 'H',
  ).join('');
}
