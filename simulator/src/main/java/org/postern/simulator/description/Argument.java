// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

/**
 * One argument of an action.
 *
 * @param name as it stands in the SOAP message
 * @param in whether the caller gives it
 * @param stateVariable the variable that defines its type
 */
public record Argument(String name, boolean in, String stateVariable) {}
