import type { ContractRule } from '@slipway/backstage-plugin-contracts-common';
import { ruleFactory } from '../../formatSupport';

const breaks = ruleFactory('avro', { send: 'breaking', receive: 'breaking' });
const breaksWhoSends = ruleFactory('avro', {
  send: 'breaking',
  receive: 'safe',
});
const breaksWhoReceives = ruleFactory('avro', {
  send: 'safe',
  receive: 'breaking',
});
const risky = ruleFactory('avro', { send: 'risky', receive: 'risky' });
const safe = ruleFactory('avro', { send: 'safe', receive: 'safe' });
const words = ruleFactory('avro', { send: 'safe', receive: 'safe' }, 'patch');
const undecided = ruleFactory('avro', { send: 'unknown', receive: 'unknown' });

/** Rules for Avro: who reads with one schema what was written with the other. */
export const avroRules: readonly ContractRule[] = [
  breaksWhoSends(
    'field-added',
    'A field without a default was added',
    'Data of those who do not know the field cannot be read, because nothing stands in for it.',
  ),
  safe(
    'field-with-default-added',
    'A field with a default was added',
    'The default stands in where the field is not written.',
  ),
  breaksWhoReceives(
    'field-removed',
    'A field without a default was removed',
    'Who still reads with the old schema finds nothing there, and has no default.',
  ),
  safe(
    'field-with-default-removed',
    'A field with a default was removed',
    'Who still reads with the old schema gets its default.',
  ),
  safe(
    'field-renamed',
    'A field was renamed and keeps its old name as an alias',
    'Data under the old name is still read.',
  ),
  safe(
    'field-order-changed',
    'The fields stand in another order',
    'Fields are matched by their names.',
  ),
  safe(
    'default-changed',
    'The default of a field changed',
    'A default stands in only where the field is not written.',
  ),
  breaks(
    'type-changed',
    'The type changed',
    'A value of the one type cannot be read as the other.',
  ),
  safe(
    'type-promoted',
    'The type changed to one that reads the same',
    'Values of the one type can be read as the other.',
  ),
  breaks(
    'name-changed',
    'A named type has another name',
    'Types are matched by their names, and no alias tells that they are the same.',
  ),
  risky(
    'namespace-changed',
    'A named type has another namespace',
    'Some libraries match types by the name alone, others with the namespace.',
  ),
  safe(
    'renamed-with-alias',
    'A named type was renamed and keeps its old name as an alias',
    'Data under the old name is still read.',
  ),
  breaksWhoSends(
    'symbol-removed',
    'A symbol was removed from an enum',
    'Data with this symbol cannot be read any more.',
  ),
  breaksWhoReceives(
    'symbol-added',
    'A symbol was added to an enum',
    'Who reads with the old schema does not know the symbol, and has no default for it.',
  ),
  risky(
    'symbol-replaced-by-default',
    'A symbol that one side does not know is read as the default of the enum',
    'The value can be read, and says something else.',
  ),
  safe(
    'symbol-order-changed',
    'The symbols of an enum stand in another order, or its default changed',
    'Symbols are matched by their names.',
  ),
  breaks(
    'size-changed',
    'A fixed type has another size',
    'Bytes of the one size cannot be read as the other.',
  ),
  breaksWhoSends(
    'branch-removed',
    'A union lost one of its types',
    'Data of this type cannot be read any more.',
  ),
  breaksWhoReceives(
    'branch-added',
    'A union gained a type',
    'Who reads with the old schema cannot read data of this type.',
  ),
  safe(
    'branch-order-changed',
    'The types of a union changed in a way that reads the same',
    'Each value of the one can be read as the other.',
  ),
  risky(
    'logical-type-changed',
    'What the values mean changed',
    'The bytes can be read; a reader takes them for another unit, scale or form.',
  ),
  breaks(
    'schema-removed',
    'A type was removed from the document',
    'Its data has no schema any more.',
  ),
  safe('schema-added', 'A type was added to the document', 'Nobody uses it.'),
  words(
    'description-changed',
    'Words, aliases or hints changed',
    'The same data is read and written.',
  ),
  undecided(
    'not-compared',
    'Not everything was compared',
    'The comparison was ended before it was done.',
  ),
];
