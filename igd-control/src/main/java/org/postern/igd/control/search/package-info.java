// SPDX-License-Identifier: Apache-2.0
/**
 * Searches: from advertisements to assessments. Each device is assessed once, all in parallel, under
 * one deadline. A {@code SearchObserver} draws the conclusions: it lists devices, reports candidates
 * for a gateway, or reports advertised devices to a watch.
 *
 * <p>All mutable state is confined to one thread, {@code postern-igd} of the {@link
 * org.postern.igd.control.search.UpnpEngine}.
 */
@NullMarked
package org.postern.igd.control.search;

import org.jspecify.annotations.NullMarked;
