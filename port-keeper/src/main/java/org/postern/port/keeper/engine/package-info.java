// SPDX-License-Identifier: Apache-2.0
/**
 * The heart of the keeper: which ports should be open, on which routers they are, and what is asked
 * of which router when. It does no network of its own and needs no OSGi.
 *
 * <p>Start at {@link org.postern.port.keeper.engine.Keeper}. All state is confined to the one
 * thread of a {@link org.postern.port.keeper.engine.Loop}; routers are asked on worker threads that
 * touch nothing of it.
 */
@NullMarked
package org.postern.port.keeper.engine;

import org.jspecify.annotations.NullMarked;
