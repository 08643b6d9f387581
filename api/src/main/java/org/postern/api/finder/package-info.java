// SPDX-License-Identifier: Apache-2.0
/**
 * Finds the gateways of a network, and follows which there are.
 *
 * <p>{@link org.postern.api.finder.GatewayFinder} searches on demand, {@link
 * org.postern.api.finder.GatewayWatcher} tells as long as it is asked to what comes, changes and
 * goes. Both are services in OSGi, and made by {@code create()} in plain Java. A {@link
 * org.postern.api.finder.GatewayQuery} says where to search, and for what.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.postern.api.finder;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
