import { useEffect } from 'react';
import { DeskPage } from './pages/DeskPage';
import { FailsafePage } from './pages/FailsafePage';
import { ConnectionBanner } from './panels/ConnectionBanner';
import { LoginForm } from './panels/LoginForm';
import { TopStrip } from './panels/TopStrip';
import { DeskContext, useDesk, useDeskLife, useStore } from './state/desk';
import { PAGES, useFocusOnChange, usePage } from './state/route';

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
  const { connection } = useDesk();
  const mode = useStore('status', (store) => store.status()?.mode);
  const page = usePage();
  useFocusOnChange(page);
  useEffect(() => {
    const name = page === 'desk' ? '' : `${PAGES[page].name} · `;
    document.title =
      connection === 'lost' ? 'Disconnected · Holdfast' : `${name}Holdfast ${mode ?? ''}`.trim();
  }, [connection, mode, page]);
  return (
    <>
      <TopStrip page={page} />
      <ConnectionBanner />
      {page === 'failsafe' ? <FailsafePage /> : <DeskPage />}
    </>
  );
}
