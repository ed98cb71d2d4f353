import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertLine } from '../../src/orders/insert.js';
import { nextNumber } from '../../src/orders/name.js';
import { nearest } from '../../src/orders/suggest.js';

describe('nearest', () => {
  it.each([
    ['compile_core_system', ['01_compile_core_system', 'compile_kernel'], '01_compile_core_system'],
    ['02_compile_core_system', ['01_compile_core_system', '02_compile_grub_efi'], '01_compile_core_system'],
    ['edit_initab', ['edit_inittab', 'restore_etc'], 'edit_inittab'],
    ['zzz', ['edit_inittab', 'restore_etc'], null],
    ['smechvizor', ['smechos', 'smechvisor'], 'smechvisor'],
  ])('of %s', (name, candidates, meant) => {
    expect(nearest(name, candidates)).toBe(meant);
  });
});

describe('nextNumber', () => {
  it.each([
    [[], '01'],
    [['16_build', '02_grub', 'compile_kernel', '9x'], '17'],
    [['99_last'], '100'],
  ])('after %j', (names, next) => {
    expect(nextNumber(names)).toBe(next);
  });
});

describe('insertLine', () => {
  it.each([
    ['a\nb\n', 1, 'a\nNEW\nb\n'],
    ['a\nb\n', null, 'a\nb\nNEW\n'],
    ['a\r\nb\r\n', 1, 'a\r\nNEW\r\nb\r\n'],
    ['a\r\nb', 2, 'a\r\nb\r\nNEW\r\n'],
    ['a', null, 'a\nNEW\n'],
    ['', null, 'NEW\n'],
  ])('into %j after line %s', (content, after, expected) => {
    expect(insertLine(Buffer.from(content), after, 'NEW').toString()).toBe(expected);
  });

  it('leaves every other byte as it is', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.option(fc.integer({ min: 1, max: 9 })), (content, after) => {
        const result = insertLine(content, after, 'NEW');
        const at = result.indexOf('NEW');
        const before = result.subarray(0, at);
        const tail = result
          .subarray(at + 3)
          .toString('latin1')
          .replace(/^\r?\n/, '');
        const head = before.toString('latin1');
        const original = Buffer.from(content).toString('latin1');
        expect([head, head.replace(/\n$/, ''), head.replace(/\r?\n$/, '')].map((start) => start + tail)).toContain(
          original,
        );
      }),
    );
  });
});
