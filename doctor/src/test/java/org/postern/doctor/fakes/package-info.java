// SPDX-License-Identifier: Apache-2.0
/** Services that find what a test says. */
package org.postern.doctor.fakes;
