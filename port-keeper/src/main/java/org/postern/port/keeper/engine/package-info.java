// SPDX-License-Identifier: Apache-2.0
/**
 * The keeper: which ports should be open, on which routers they are, and what is done when a router
 * or a port changes. It does no network of its own and needs no OSGi.
 *
 * <p>Start at {@link org.postern.port.keeper.engine.Keeper}. One loop owns all mutable state;
 * routers are asked on worker threads that touch nothing of it. {@link
 * org.postern.port.keeper.state} says what follows from what, {@link
 * org.postern.port.keeper.router} what a router is asked next.
 */
@NullMarked
package org.postern.port.keeper.engine;

import org.jspecify.annotations.NullMarked;
