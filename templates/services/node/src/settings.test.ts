import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberOf, textOf } from './settings.js';

test('a setting that is not there has its default', () => {
  assert.equal(numberOf({}, 'PORT', 8080), 8080);
  assert.equal(numberOf({ PORT: '' }, 'PORT', 8080), 8080);
  assert.equal(textOf({}, 'HOST', 'localhost'), 'localhost');
});

test('a setting that is there counts', () => {
  assert.equal(numberOf({ PORT: '0' }, 'PORT', 8080), 0);
  assert.equal(textOf({ HOST: 'db' }, 'HOST', 'localhost'), 'db');
});

test('a number that is none is refused by name', () => {
  assert.throws(() => numberOf({ PORT: '80a' }, 'PORT', 1), /PORT is '80a'/);
});
