// SPDX-License-Identifier: Apache-2.0
/** The search on demand: asks all control protocols at once and elects one gateway. */
@NullMarked
package org.postern.gateways.finder;

import org.jspecify.annotations.NullMarked;
