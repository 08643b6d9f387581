// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

/** How far a cause is known to be the right one. */
public enum Confidence {
    /** What was seen has no other explanation. */
    HIGH,
    /** Another explanation is left, or something could not be measured on this system. */
    MEDIUM
}
