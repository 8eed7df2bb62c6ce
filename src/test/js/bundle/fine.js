import {
  one, two as second,
} from './named.js';
import * as named from './named.js';

export const sum = one + named.one + second.length;
