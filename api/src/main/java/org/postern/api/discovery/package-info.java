// SPDX-License-Identifier: Apache-2.0
/**
 * How devices are found: strategies that search a network and report who answered.
 *
 * <p>Every {@link org.postern.api.discovery.DiscoveryStrategy} service takes part in each search.
 * Register one of your own to add a way of finding gateways, or one with the name of a built-in
 * strategy and a higher service ranking to replace that one. Strategies fetch nothing: they hand on
 * what was announced, and the control point reads the description.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.postern.api.discovery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
