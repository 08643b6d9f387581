// SPDX-License-Identifier: Apache-2.0
/**
 * The watch over gateways. A {@link org.postern.igd.control.watch.Watch} looks for them, again and
 * again while one is missing ({@code Recovery}), hears what devices announce ({@code
 * Announcements}), lets in what will do as a gateway ({@code Admission}, {@code Roster}), and
 * watches over each ({@code Watched}): its events, its answers, the end of its max-age. Whatever
 * looks odd is a {@code Suspicion}, and settled by reading the description again ({@code Check}).
 *
 * <p>All state lives on the engine's one thread, all waiting is done by its timer, and all contact
 * with the world goes through {@code Surroundings}, which tests replace.
 */
@NullMarked
package org.postern.igd.control.watch;

import org.jspecify.annotations.NullMarked;
