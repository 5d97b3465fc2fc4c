import { useEffect } from 'react';
import { BreakPanel } from './panels/BreakPanel';
import { ChartPanel } from './panels/ChartPanel';
import { ConnectionBanner } from './panels/ConnectionBanner';
import { EquityPanel } from './panels/EquityPanel';
import { LoginForm } from './panels/LoginForm';
import { HoldingsPanel } from './panels/HoldingsPanel';
import { OrderBlotter } from './panels/OrderBlotter';
import { OrderTicket } from './panels/OrderTicket';
import { ServicePanel } from './panels/ServicePanel';
import { ShardPanel } from './panels/ShardPanel';
import { TopStrip } from './panels/TopStrip';
import { TradingControls } from './panels/TradingControls';
import { DeskContext, useDesk, useDeskLife, useStore } from './state/desk';
import { useInstrument } from './state/instrument';

export function App() {
  const { desk, login, onLoggedIn } = useDeskLife();
  if (desk) {
    return (
      <DeskContext value={desk}>
        <Dashboard />
      </DeskContext>
    );
  }
  if (login === 'needed' || login === 'ended') {
    return <LoginForm ended={login === 'ended'} onLoggedIn={onLoggedIn} />;
  }
  return (
    <p className="opening" role="status">
      Looking for the node…
    </p>
  );
}

function Dashboard() {
  const { connection, mayTrade } = useDesk();
  const mode = useStore('status', (store) => store.status()?.mode);
  const chosen = useInstrument();
  useEffect(() => {
    document.title = connection === 'lost' ? 'Disconnected · Holdfast' : `Holdfast ${mode ?? ''}`.trim();
  }, [connection, mode]);
  return (
    <>
      <TopStrip />
      <ConnectionBanner />
      <main className="desk">
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
    </>
  );
}
