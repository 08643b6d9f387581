// SPDX-License-Identifier: Apache-2.0
/**
 * The keeper: which ports are kept on which routers, and what is done when a router
 * or a port changes. It does no networking of its own and needs no OSGi.
 *
 * <p>Start at {@link org.postern.port.keeper.engine.Keeper}. One loop owns all mutable state;
 * calls to routers run on worker threads that do not use it. {@link
 * org.postern.port.keeper.state} has the transitions, {@link
 * org.postern.port.keeper.router} decides which call a router gets next.
 */
@NullMarked
package org.postern.port.keeper.engine;

import org.jspecify.annotations.NullMarked;
