import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderContracts, violationsIn } from '../__testUtils__/render';
import { Choice, DayField, TextArea, TextField } from './Field';

describe('fields', () => {
  it('hand over what is chosen, typed and picked', async () => {
    const onChange = jest.fn();
    await renderContracts(
      <>
        <Choice
          label="Kind"
          value=""
          options={[
            ['', 'All'],
            ['rest', 'REST'],
          ]}
          onChange={onChange}
        />
        <TextField label="Find" value="" onChange={onChange} />
        <TextArea label="Reason" value="" onChange={onChange} />
        <DayField
          label="Until"
          {...{ value: '2026-11-20', min: '2026-11-20', max: '2027-11-19' }}
          onChange={onChange}
        />
      </>,
    );

    await userEvent.selectOptions(screen.getByLabelText('Kind'), 'REST');
    await userEvent.type(screen.getByLabelText('Find'), 'a');
    await userEvent.type(screen.getByLabelText('Reason'), 'b');
    fireEvent.change(screen.getByLabelText('Until'), {
      target: { value: '2026-12-01' },
    });

    expect(onChange.mock.calls).toEqual([
      ...[['rest'], ['a'], ['b'], ['2026-12-01']],
    ]);
  });

  it('say what helps to fill them', async () => {
    await renderContracts(
      <TextField
        label="Owner"
        help="Who answers."
        value=""
        onChange={jest.fn()}
      />,
    );

    expect(screen.getByLabelText('Owner')).toHaveAccessibleDescription(
      'Who answers.',
    );
  });

  it('keep a day between its limits', async () => {
    await renderContracts(
      <DayField
        label="Until"
        {...{ value: '', min: '2026-11-20', max: '2027-11-19' }}
        onChange={jest.fn()}
      />,
    );

    const input = screen.getByLabelText('Until');
    expect(input).toHaveAttribute('min', '2026-11-20');
    expect(input).toHaveAttribute('max', '2027-11-19');
  });

  it('have nothing that axe finds wrong', async () => {
    const { container } = await renderContracts(
      <TextField label="Find" value="" help="Help" onChange={jest.fn()} />,
    );

    expect(await violationsIn(container)).toEqual([]);
  });
});
