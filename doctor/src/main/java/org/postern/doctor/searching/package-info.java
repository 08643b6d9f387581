// SPDX-License-Identifier: Apache-2.0
/**
 * Searches for gateways, over all control protocols and on all interfaces: who answers, what became
 * of the descriptions, and which gateways can be used (E7, E8 and E10). {@link
 * org.postern.doctor.searching.NetworkSearch} is the entry.
 */
@NullMarked
package org.postern.doctor.searching;

import org.jspecify.annotations.NullMarked;
