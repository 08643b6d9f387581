// SPDX-License-Identifier: Apache-2.0
/**
 * The built jars, in each home they are meant for, used as their users use them: in processes of
 * their own, by what they print, and by what a simulated router on loopback then holds.
 */
@NullMarked
package org.postern.homes;

import org.jspecify.annotations.NullMarked;
