// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.merged;

import org.postern.api.gateway.PortMapping;

import java.util.Optional;

/**
 * What is known of a port before it is opened. It is free when nothing was seen by any protocol
 * that can look; one that fails to tell may hold it.
 */
record ObservedPort(Optional<PortMapping> mapping, boolean isFree) {}
