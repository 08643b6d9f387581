// SPDX-License-Identifier: Apache-2.0
/** Makes the tables and the charts of what {@code benchmarks/peers} measured. */
@NullMarked
package org.postern.benchmarks.peers.tables;

import org.jspecify.annotations.NullMarked;
