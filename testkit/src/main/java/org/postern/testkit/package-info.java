// SPDX-License-Identifier: Apache-2.0
/** Doubles that the tests of several modules share: a router behind its interface, and a clock. */
@NullMarked
package org.postern.testkit;

import org.jspecify.annotations.NullMarked;
