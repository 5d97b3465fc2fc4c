import { BreakPanel } from '../panels/BreakPanel';
import { ChartPanel } from '../panels/ChartPanel';
import { EquityPanel } from '../panels/EquityPanel';
import { HoldingsPanel } from '../panels/HoldingsPanel';
import { OrderBlotter } from '../panels/OrderBlotter';
import { OrderTicket } from '../panels/OrderTicket';
import { ServicePanel } from '../panels/ServicePanel';
import { ShardPanel } from '../panels/ShardPanel';
import { TradingControls } from '../panels/TradingControls';
import { useDesk } from '../state/desk';
import { useInstrument } from '../state/instrument';

/** What is traded, and how it stands. */
export function DeskPage() {
  const { mayTrade } = useDesk();
  const chosen = useInstrument();
  return (
    <main className="desk" id="content" tabIndex={-1}>
      <div className="column wide">
        <ChartPanel chosen={chosen} />
        <HoldingsPanel />
        <OrderBlotter />
      </div>
      <div className="column narrow">
        {mayTrade && <OrderTicket instrument={chosen.instrument} instruments={chosen.instruments} />}
        {mayTrade && <TradingControls />}
        <EquityPanel />
        <ShardPanel />
        <BreakPanel />
        <ServicePanel />
      </div>
    </main>
  );
}
