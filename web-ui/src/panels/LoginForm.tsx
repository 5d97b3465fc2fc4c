import { useState, type FormEvent } from 'react';
import { logIn } from '../api/desk';
import { isUnauthorised } from '../api/http';

interface Props {
  /** True if a session was open and the node no longer knows it. */
  ended: boolean;
  onLoggedIn: () => void;
}

export function LoginForm({ ended, onLoggedIn }: Props) {
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);

  const onSubmit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError('');
    try {
      await logIn(String(form.get('user')), String(form.get('password')));
      onLoggedIn();
    } catch (refused) {
      setError(
        isUnauthorised(refused)
          ? 'User or password is wrong.'
          : `Not logged in: ${(refused as Error).message}.`,
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="login">
      <form onSubmit={(event) => void onSubmit(event)} data-testid="login">
        <h1 className="mark">Holdfast</h1>
        <p className="muted">
          {ended
            ? 'The session has ended. Log in again.'
            : 'The command that started the node printed a user and a password.'}
        </p>
        <label>
          User
          <input name="user" autoComplete="username" required autoFocus />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <p className="error" role="alert">
          {error}
        </p>
        <button type="submit" className="main" disabled={busy}>
          {busy ? 'Logging in…' : 'Log in'}
        </button>
      </form>
    </main>
  );
}
