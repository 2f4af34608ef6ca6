import type {
  ContractRule,
  ContractVerdict,
} from '@slipway/backstage-plugin-contracts-common';
import { ruleFactory } from '../../formatSupport';

function rule(
  id: string,
  [reader, writer]: readonly [ContractVerdict, ContractVerdict],
  title: string,
  why: string,
): ContractRule {
  return ruleFactory('odcs', { reader, writer })(id, title, why);
}

const BOTH = ['breaking', 'breaking'] as const;
const READER = ['breaking', 'safe'] as const;
const WRITER = ['safe', 'breaking'] as const;
const BOTH_RISKY = ['risky', 'risky'] as const;
const READER_RISKY = ['risky', 'safe'] as const;
const WRITER_RISKY = ['safe', 'risky'] as const;
const SAFE = ['safe', 'safe'] as const;
const UNKNOWN = ['unknown', 'unknown'] as const;

const fieldRules: readonly ContractRule[] = [
  rule(
    'object-removed',
    BOTH,
    'A table, file or message was removed',
    'Who reads or delivers it has nowhere to go.',
  ),
  rule(
    'object-added',
    SAFE,
    'A table, file or message was added',
    'Nobody uses it yet.',
  ),
  rule(
    'physical-name-changed',
    BOTH,
    'Something has another name where it is stored',
    'Who reads or delivers it looks under the old name.',
  ),
  rule(
    'field-removed',
    ['breaking', 'risky'],
    'A field was removed',
    'Who reads it does not find it, and who delivers it may be refused.',
  ),
  rule(
    'field-added',
    SAFE,
    'A field was added',
    'Who does not know it leaves it aside.',
  ),
  rule(
    'field-required-added',
    WRITER,
    'A required field was added',
    'Deliveries without it are refused.',
  ),
  rule(
    'field-required',
    WRITER,
    'A field became required',
    'Deliveries without it are refused.',
  ),
  rule(
    'field-optional',
    READER,
    'A field is no longer required',
    'A reader that relies on it may not find it.',
  ),
  rule(
    'field-order-changed',
    BOTH,
    'Columns that are known by their position moved',
    'One column is taken for another.',
  ),
  rule(
    'header-order-changed',
    BOTH_RISKY,
    'Columns under a header moved',
    'Who counts columns takes one for another.',
  ),
  rule(
    'type-changed',
    BOTH,
    'A field has another type',
    'Values of the old type are refused, and those of the new one come.',
  ),
  rule(
    'values-narrowed',
    WRITER,
    'A field takes fewer values',
    'Deliveries with the other values are refused.',
  ),
  rule(
    'values-widened',
    READER,
    'A field takes more values',
    'A reader may meet values that it does not know.',
  ),
  rule(
    'physical-type-widened',
    READER_RISKY,
    'A field is stored in a larger type',
    'A reader may meet values that do not fit into its own type.',
  ),
  rule(
    'physical-type-narrowed',
    WRITER,
    'A field is stored in a smaller type',
    'Values that do not fit are refused.',
  ),
  rule(
    'physical-type-changed',
    BOTH,
    'A field is stored in another type',
    'Values are written and read in another way.',
  ),
  rule(
    'text-format-changed',
    BOTH,
    'Dates or texts have another form',
    'Values of the one form are misread or refused.',
  ),
  rule(
    'key-added',
    WRITER,
    'Values have to be unique, or are a key',
    'Deliveries that repeat a value are refused.',
  ),
  rule(
    'key-removed',
    READER_RISKY,
    'Values need not be unique any more',
    'A reader that relies on it finds several rows.',
  ),
  rule(
    'values-unknown',
    UNKNOWN,
    'What a field takes could not be told',
    'No answer is not a good answer.',
  ),
];

const serviceRules: readonly ContractRule[] = [
  rule(
    'server-removed',
    BOTH,
    'A place of delivery was removed',
    'Who reads or delivers there finds nothing.',
  ),
  rule(
    'server-added',
    SAFE,
    'A place of delivery was added',
    'Nobody uses it yet.',
  ),
  rule(
    'place-changed',
    BOTH,
    'The data is somewhere else',
    'Who reads or delivers at the old place finds nothing.',
  ),
  rule(
    'file-name-changed',
    BOTH,
    'Files have other names',
    'Who looks for the old names finds nothing.',
  ),
  rule(
    'file-form-changed',
    BOTH,
    'Files are written in another way',
    'A delimiter, an encoding or a header is misread.',
  ),
  rule(
    'server-detail-changed',
    BOTH_RISKY,
    'Something else about the place changed',
    'Who connects there may have to do it in another way.',
  ),
  rule(
    'sla-weakened',
    READER,
    'Data comes later, less often or stays shorter',
    'A reader that relies on the old promise waits or finds nothing.',
  ),
  rule(
    'sla-strengthened',
    WRITER,
    'Data has to come earlier or more often, or to stay longer',
    'Who delivers by the old promise is too late.',
  ),
  rule(
    'sla-removed',
    READER,
    'A promise about the delivery was removed',
    'A reader cannot rely on it any more.',
  ),
  rule(
    'sla-added',
    WRITER_RISKY,
    'A promise about the delivery was added',
    'Who delivers has to keep it.',
  ),
  rule(
    'sla-changed',
    ['unknown', 'unknown'],
    'A promise says something that cannot be compared',
    'Whether it is better or worse, its numbers do not tell.',
  ),
  rule(
    'quality-removed',
    READER_RISKY,
    'A check of the quality was removed',
    'Data that it would have refused may come.',
  ),
  rule(
    'quality-added',
    WRITER_RISKY,
    'A check of the quality was added',
    'Deliveries that do not pass it are refused.',
  ),
  rule(
    'quality-changed',
    BOTH_RISKY,
    'A check of the quality changed',
    'It may let more or less through.',
  ),
  rule(
    'status-changed',
    SAFE,
    'The status or version changed',
    'The data is the same.',
  ),
  {
    ...rule(
      'description-changed',
      SAFE,
      'Words changed',
      'The data is the same.',
    ),
    bumpWhenSafe: 'patch',
  },
  rule(
    'not-compared',
    UNKNOWN,
    'Not everything was compared',
    'The comparison was ended before it was done.',
  ),
];

/** Rules for data contracts, for who reads and who delivers. */
export const odcsRules: readonly ContractRule[] = [
  ...fieldRules,
  ...serviceRules,
];
