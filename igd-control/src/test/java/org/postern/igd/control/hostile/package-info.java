// SPDX-License-Identifier: Apache-2.0
/**
 * Attacks on the whole client, from the search to the reply: hostile devices on loopback addresses
 * of their own, in plain sockets. What each attack comes to is listed in docs/hostile-input.md.
 */
@org.jspecify.annotations.NullMarked
package org.postern.igd.control.hostile;
