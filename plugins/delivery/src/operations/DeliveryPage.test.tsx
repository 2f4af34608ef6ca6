import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { failure, fakeApi } from '../__testUtils__/fakeApi';
import { renderDelivery } from '../__testUtils__/render';
import * as story from '../__fixtures__/story';
import { DeliveryPage } from './DeliveryPage';

const open = (path: string, change: Parameters<typeof fakeApi>[0] = {}) =>
  renderDelivery(
    <Routes>
      <Route path="/delivery/*" element={<DeliveryPage />} />
    </Routes>,
    { api: fakeApi(change), path },
  );

describe('DeliveryPage', () => {
  it.each(['/delivery', '/delivery/operations'])(
    'has its overview at %s',
    async path => {
      await open(path);

      expect(
        await screen.findByRole('heading', { level: 1, name: 'Delivery' }),
      ).toBeInTheDocument();
    },
  );

  it('has a page for each operation', async () => {
    await open('/delivery/operations/op-2f91');

    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: /^payments in prod · acme/,
      }),
    ).toBeInTheDocument();
  });

  it('says that there is nothing at any other address', async () => {
    await open('/delivery/elsewhere');

    expect(
      await screen.findByText(/There is nothing here/),
    ).toBeInTheDocument();
  });

  it('keeps the place of an operation while it loads', async () => {
    await open('/delivery/operations/op-2f91', {
      operation: () => new Promise(() => {}),
    });

    expect(screen.getByText('Loading')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says what failed, and that it will be tried again', async () => {
    const error = await failure(503, 'The database is away');
    await open('/delivery/operations/op-2f91', {
      operation: () => Promise.reject(error),
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Slipway itself has trouble',
    );
    expect(screen.getByText(/next try by itself/)).toBeInTheDocument();
  });

  it('says that one may not see an operation', async () => {
    const error = await failure(403, 'Only its owners may look');
    await open('/delivery/operations/op-2f91', {
      operation: () => Promise.reject(error),
    });

    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    expect(screen.queryByText(story.operation().reason)).toBeNull();
  });
});
