// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

import java.io.Serializable;

/**
 * The code with which a gateway refused a request, as its control protocol numbers it.
 *
 * @param controlProtocol the name of the protocol, as {@link GatewayInfo#controlProtocols()} has it
 * @param value the raw code
 */
public record ControlCode(String controlProtocol, int value) implements Serializable {}
