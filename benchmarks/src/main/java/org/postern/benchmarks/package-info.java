// SPDX-License-Identifier: Apache-2.0
/**
 * Measures how long it takes, and how much memory, to read what devices send, beside jUPnP's own
 * readers on the same bytes. {@code benchmarks/run} runs it and prints a table.
 */
@NullMarked
package org.postern.benchmarks;

import org.jspecify.annotations.NullMarked;
