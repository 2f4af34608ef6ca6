import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderContracts, violationsIn } from '../__testUtils__/render';
import { OutlinedText } from './OutlinedText';

const SQL = 'CREATE SCHEMA l;\r\n\r\nCREATE TABLE l.entries (id int);\r\n';

const show = (text = SQL) =>
  renderContracts(<OutlinedText kind="sql" text={text} />);

const text = () => screen.getByRole('region', { name: 'Text of the document' });

describe('OutlinedText', () => {
  beforeEach(() => {
    Element.prototype.scrollIntoView = jest.fn();
  });

  it('shows the text line by line, as it is', async () => {
    await show();

    expect([...text().children].map(line => line.textContent)).toEqual([
      ...['CREATE SCHEMA l;', '', 'CREATE TABLE l.entries (id int);'],
    ]);
  });

  it('leads from the outline to the line, by keyboard too', async () => {
    await show();
    const outline = screen.getByRole('navigation', { name: 'Outline' });
    const entry = within(outline).getByRole('button', {
      name: 'table l.entries, line 3',
    });

    entry.focus();
    await userEvent.keyboard('{Enter}');

    const { instances } = jest.mocked(Element.prototype.scrollIntoView).mock;
    expect(instances).toEqual([text().children[2]]);
    expect(text()).toHaveFocus();
    expect(entry).toHaveAttribute('aria-current', 'true');
  });

  it('says that no outline could be read, and shows the text all the same', async () => {
    await show('select 1');

    expect(
      screen.getByText('No outline could be read from this text.'),
    ).toBeInTheDocument();
    expect(text()).toHaveTextContent('select 1');
    expect(screen.queryByRole('navigation')).not.toBeInTheDocument();
  });

  it('says that there is no text', async () => {
    await show(' ');

    expect(
      screen.getByText('The catalog has no text for this API.'),
    ).toBeInTheDocument();
  });

  it('shows markup as text', async () => {
    await show('<img src=x onerror="alert(1)">');

    expect(text()).toHaveTextContent('<img src=x onerror="alert(1)">');
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });

  it('has nothing that axe finds wrong', async () => {
    const { container } = await show();

    expect(await violationsIn(container)).toEqual([]);
  });
});
