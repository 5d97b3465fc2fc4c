import { age } from '../../format';
import { useDesk, useTick } from '../../state/desk';
import type { ChainView } from '../../wireFailsafe';
import { Panel } from '../Panel';

/** Every fallback chain, and which nodes are served by which of its tiers. */
export function ChainPanel({ chains }: { chains: readonly ChainView[] }) {
  const away = chains.filter((of) => !isFirst(of)).length;
  const names = [...new Set(chains.map((of) => of.chain))];
  return (
    <Panel
      title="Fallback tiers"
      tools={
        <span className="count" data-testid="chain-count">
          {away === 0 ? 'all on the first tier' : `${away} of ${chains.length} on a lower tier`}
        </span>
      }
    >
      {chains.length === 0 ? (
        <p className="empty">No fallback chain has reported.</p>
      ) : (
        <ul className="scroll chains" tabIndex={0} aria-label="Fallback chains">
          {names.map((name) => (
            <Chain key={name} name={name} nodes={chains.filter((of) => of.chain === name)} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Chain({ name, nodes }: { name: string; nodes: readonly ChainView[] }) {
  const { sync } = useDesk();
  useTick();
  const tiers = [...new Set(nodes.flatMap((of) => of.tiers))];
  return (
    <li data-testid="chain" data-chain={name}>
      <p className="what">
        <b>{name}</b>
      </p>
      <ol className="tiers">
        {tiers.map((tier, index) => (
          <Tier
            key={tier}
            tier={tier}
            first={index === 0}
            all={nodes.every((of) => of.tier === tier)}
            nodes={nodes.filter((of) => of.tier === tier).map((of) => of.node)}
          />
        ))}
      </ol>
      {nodes
        .filter((of) => !isFirst(of))
        .map((of) => (
          <p
            key={of.node}
            className="muted away"
            data-testid="chain-away"
            data-node={of.node}
            data-tier={of.tier}
          >
            {of.node} for {age(sync.clock.ageOf(of.since))}
            {of.why && `: ${of.why}`}
          </p>
        ))}
    </li>
  );
}

interface TierProps {
  tier: string;
  first: boolean;
  nodes: readonly string[];
  all: boolean;
}

function Tier({ tier, first, nodes, all }: TierProps) {
  const serves = nodes.length === 0 ? '' : first ? 'serves' : 'serves away';
  const whom = all ? (nodes.length === 1 ? nodes[0] : `all ${nodes.length} nodes`) : nodes.join(', ');
  return (
    <li className={serves} data-testid="tier" data-tier={tier} data-nodes={nodes.join(' ')}>
      <span className="tier">{tier}</span>
      <span className="muted" title={nodes.join(', ')}>
        {whom || <span className="hidden">serves nobody</span>}
      </span>
    </li>
  );
}

function isFirst(of: ChainView): boolean {
  return of.tier === of.tiers[0];
}
