// SPDX-License-Identifier: Apache-2.0
/**
 * What keeps an open port from being reached, as far as this machine can tell without asking
 * anybody: how its answers leave, and who listens.
 */
@NullMarked
package org.postern.gateways.reachability;

import org.jspecify.annotations.NullMarked;
