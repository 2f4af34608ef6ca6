import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { DeliveryApi } from '../api/DeliveryApi';
import * as story from '../__fixtures__/story';
import { DeliveryFrame } from '../kit/DeliveryFrame';
import { RollbackDialog, type RollbackAsk } from '../rollback/RollbackDialog';
import { fakeApi } from './fakeApi';
import { renderDelivery } from './render';

function Opener(props: { ask: RollbackAsk }) {
  const [open, setOpen] = useState(false);
  return (
    <DeliveryFrame>
      <button onClick={() => setOpen(true)}>open</button>
      {open ? (
        <RollbackDialog ask={props.ask} onClose={() => setOpen(false)} />
      ) : undefined}
    </DeliveryFrame>
  );
}

/** Opens the dialog by a click, as a person does. */
export async function openDialog(
  change: Partial<DeliveryApi> = {},
  ask: Partial<RollbackAsk> = {},
) {
  const api = fakeApi(change);
  const whole = { type: 'rollback', deployment: story.acme(), ...ask } as const;
  await renderDelivery(<Opener ask={whole} />, { api });
  await userEvent.click(screen.getByRole('button', { name: 'open' }));
  const dialog = await screen.findByRole('dialog');
  return { api, dialog };
}

/** The button that starts it, pressed or not. */
export const confirmButton = () =>
  screen.findByRole('button', { name: 'Roll back to 2.3.1' });

/** The same, once the checks have let it through. */
export async function readyButton() {
  const button = await confirmButton();
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  return button;
}
