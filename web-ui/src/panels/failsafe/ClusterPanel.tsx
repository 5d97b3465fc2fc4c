import { age, counted, words } from '../../format';
import { useDesk, useStore, useTick } from '../../state/desk';
import { isOpenIncident } from '../../state/failsafe';
import type { HealthStatus } from '../../wire';
import type { FailsafeView, HealView } from '../../wireFailsafe';
import { HealthMark } from '../HealthMark';

const NO_NODES: readonly string[] = [];
/** Where the failsafe layer puts what is nobody's node, such as the way of a synthetic order. */
const NOWHERE = 'cluster';
const WORST_FIRST: readonly HealthStatus[] = ['UNHEALTHY', 'DEGRADED', 'HEALTHY'];

/** The whole in one sentence, then who leads, who is there, and what is not as it should be. */
export function ClusterPanel({ view }: { view: FailsafeView }) {
  const heard = useStore('status', (store) => store.status()?.nodes) ?? NO_NODES;
  const served = view.services.map((of) => of.node).filter((node) => node !== NOWHERE);
  const nodes = [...new Set([...served, ...heard])].sort();
  const open = view.incidents.filter(isOpenIncident);
  const worst = open[0];
  const unwell = view.services.filter((of) => of.status !== 'HEALTHY').length;
  return (
    <section className="panel cluster" aria-label="Cluster">
      <p className="headline" role="status" data-testid="failsafe-headline" data-open={open.length}>
        <span
          className={`lamp ${worst ? worst.severity.toLowerCase() : unwell ? 'unwell' : 'well'}`}
          aria-hidden="true"
        />
        {headline(worst?.title, open.length, unwell)}
      </p>
      <dl className="facts">
        <Fact name="Leader">
          <span data-testid="leader" data-leader={view.leader ?? ''}>
            {view.leader ?? <span className="down">none</span>}
          </span>
        </Fact>
        <Fact name="Quorum">
          <span
            className={view.quorum === 'MAJORITY' ? '' : 'down'}
            data-testid="quorum"
            data-quorum={view.quorum}
          >
            {words(view.quorum)}
          </span>
          <span className="muted">
            {' '}
            {heard.length} of {view.size} heard
          </span>
        </Fact>
        <Fact name="Breakers">{breakers(view)}</Fact>
        <Fact name="Fallbacks">{fallbacks(view)}</Fact>
        <Fact name="Newest checkpoint">
          <NewestCheckpoint view={view} />
        </Fact>
        {view.heals[0] && (
          <Fact name="Last heal">
            <Heal heal={view.heals[0]} />
          </Fact>
        )}
      </dl>
      <ul className="nodes" aria-label="Nodes">
        {nodes.map((node) => (
          <NodeChip key={node} node={node} view={view} silent={!heard.includes(node)} />
        ))}
      </ul>
    </section>
  );
}

function headline(title: string | undefined, open: number, unwell: number): string {
  if (title) {
    return open === 1 ? title : `${title}, and ${counted(open - 1, 'other open incident')}`;
  }
  return unwell === 0 ? 'All is well.' : `No open incident; ${counted(unwell, 'service')} not healthy.`;
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function breakers(view: FailsafeView) {
  const open = view.breakers.filter((of) => of.state !== 'CLOSED').length;
  return open === 0 ? `all ${view.breakers.length} closed` : <span className="warn">{open} not closed</span>;
}

function fallbacks(view: FailsafeView) {
  const away = view.chains.filter((of) => of.tier !== of.tiers[0]).length;
  return away === 0 ? 'all on first tier' : <span className="warn">{away} on a lower tier</span>;
}

function NewestCheckpoint({ view }: { view: FailsafeView }) {
  const { sync } = useDesk();
  useTick();
  const newest = view.checkpoints[0];
  return newest ? (
    <span className={newest.verified ? 'aging' : 'warn'}>{age(sync.clock.ageOf(newest.at))} ago</span>
  ) : (
    <span className="muted">none yet</span>
  );
}

/** What came of the newest comparison after a partition; the differences are its title. */
function Heal({ heal }: { heal: HealView }) {
  const bad = heal.differences.length + heal.unreachedBy.length;
  const why = [...heal.differences, ...heal.unreachedBy.map((node) => `${node} does not reach it`)].join(
    '\n',
  );
  return (
    <span className={bad ? 'warn' : ''} title={why || undefined} data-testid="heal" data-bad={bad}>
      {heal.node}, apart {age(heal.apartMillis)}:{' '}
      {bad ? counted(bad, 'difference') : `${heal.compared} alike`}
    </span>
  );
}

function NodeChip({ node, view, silent }: { node: string; view: FailsafeView; silent: boolean }) {
  const services = view.services.filter((of) => of.node === node);
  const status = WORST_FIRST.find((of) => services.some((service) => service.status === of)) ?? 'HEALTHY';
  return (
    <li className={silent ? 'silent' : ''} data-testid="node" data-node={node} data-silent={silent}>
      <HealthMark status={silent ? 'UNHEALTHY' : status} wordless />
      <b>{node}</b>
      {view.leader === node && <span className="tag lead">leads</span>}
      <span className="muted">{silent ? 'not heard' : counted(services.length, 'service')}</span>
    </li>
  );
}
