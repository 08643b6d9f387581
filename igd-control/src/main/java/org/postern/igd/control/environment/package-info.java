// SPDX-License-Identifier: Apache-2.0
/**
 * What a watch over gateways sees of the network, this host and time: {@link
 * org.postern.igd.control.environment.WatchEnvironment}, which tests replace, and helpers for work
 * that is due later or under way.
 */
@NullMarked
package org.postern.igd.control.environment;

import org.jspecify.annotations.NullMarked;
