import type { ContractDocument } from '@slipway/backstage-plugin-contracts-common';
import { screen } from '@testing-library/react';
import { fails, fakeApi, hangs } from '../__testUtils__/fakeApi';
import { renderContracts } from '../__testUtils__/render';
import type { ContractsApi } from '../api/ContractsApi';
import * as story from '../__fixtures__/story';
import { diffOf, RawDiff } from './RawDiff';

const show = (change: Partial<ContractsApi> = {}) =>
  renderContracts(
    <RawDiff
      entityRef={story.API_REF}
      {...{ from: '2.4.0', to: '2.5.0-beta.3' }}
    />,
    { api: fakeApi(change) },
  );

const texts =
  (before: ContractDocument, after: ContractDocument) =>
  async (_: string, name: string) => ({
    ...story.document(name),
    document: name === '2.4.0' ? before : after,
  });

const lines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `line ${from + index}`);

const text = (...parts: string[]) => `${parts.join('\n')}\n`;

describe('RawDiff', () => {
  it('marks each line by a sign too, and not by its colour alone', async () => {
    const { container } = await show();
    await screen.findByText(/enum: \[now\]/);

    expect(container.querySelector('pre')?.textContent).toBe(
      '  openapi: 3.1.0  capture:-   enum: [now, later]+   enum: [now]  end: 1',
    );
  });

  it('can be scrolled with the keyboard', async () => {
    const { container } = await show();
    await screen.findByText(/enum: \[now\]/);

    expect(container.querySelector('pre')).toHaveAttribute('tabindex', '0');
  });

  it('says that nothing differs', async () => {
    await show({ version: texts('same', 'same') });

    expect(
      await screen.findByText('The documents are the same.'),
    ).toBeInTheDocument();
  });

  it('names each file of several, also one that is new', async () => {
    const { container } = await show({
      version: texts(
        { 'a.proto': 'message A {}' },
        { 'a.proto': 'message A {}', 'b.proto': 'message B {}' },
      ),
    });

    expect(await screen.findByText('File b.proto')).toBeInTheDocument();
    expect(container.querySelectorAll('pre')[0]).toHaveTextContent(
      'The documents are the same.',
    );
    expect(container.querySelectorAll('pre')[1]).toHaveTextContent(
      '+ message B {}',
    );
  });

  it('says that it loads', async () => {
    await show({ version: hangs });

    expect(screen.getByRole('status')).toHaveTextContent('Loading');
  });

  it('says why a document is not shown', async () => {
    await show({ version: fails(404, 'There is no version 2.4.0.') });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'There is no version 2.4.0.',
    );
  });
});

describe('diffOf', () => {
  it('keeps three lines around a change, and counts the others', () => {
    const before = text(...lines(20), 'old', ...lines(20, 21));
    const after = text(...lines(20), 'new', ...lines(20, 21));

    expect(diffOf(before, after).map(({ text: line }) => line)).toEqual([
      ...['… 17', 'line 18', 'line 19', 'line 20', 'old', 'new'],
      ...['line 21', 'line 22', 'line 23', '… 17'],
    ]);
  });

  it('keeps what stands between two changes when it is short', () => {
    const kinds = diffOf(
      text('a', ...lines(6), 'b'),
      text('A', ...lines(6), 'B'),
    ).map(({ kind }) => kind);

    expect(kinds).not.toContain('gap');
    expect(kinds.filter(kind => kind === 'same')).toHaveLength(6);
  });

  it('cuts what stands between two changes when it is long', () => {
    const shown = diffOf(
      text('a', ...lines(20), 'b'),
      text('A', ...lines(20), 'B'),
    ).map(({ text: line }) => line);

    expect(shown).toEqual([
      ...['a', 'A', 'line 1', 'line 2', 'line 3', '… 14'],
      ...['line 18', 'line 19', 'line 20', 'b', 'B'],
    ]);
  });

  it('is empty for what is the same', () => {
    expect(diffOf('a\nb', 'a\nb')).toEqual([]);
    expect(diffOf('', '')).toEqual([]);
  });

  it('shows a whole new document as added', () => {
    expect(diffOf('', 'a\nb')).toEqual([
      { kind: 'added', text: 'a' },
      { kind: 'added', text: 'b' },
    ]);
  });
});
