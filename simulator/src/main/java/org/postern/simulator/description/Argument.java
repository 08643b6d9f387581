// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

/** The caller gives it if {@code in}, else it is returned; the state variable defines its type. */
public record Argument(String name, boolean in, String stateVariable) {}
