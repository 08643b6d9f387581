// SPDX-License-Identifier: Apache-2.0
/** Whether the table says what was measured. */
@NullMarked
package org.postern.benchmarks.peers.tables;

import org.jspecify.annotations.NullMarked;
