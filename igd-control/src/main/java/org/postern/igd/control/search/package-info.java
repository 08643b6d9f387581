// SPDX-License-Identifier: Apache-2.0
/**
 * From advertisements to gateways: each device is read once, all in parallel, under one deadline,
 * and whoever only needs a gateway gets it the moment it is known.
 *
 * <p>What changes here is confined to one thread, the engine's {@code postern-igd}.
 */
@NullMarked
package org.postern.igd.control.search;

import org.jspecify.annotations.NullMarked;
