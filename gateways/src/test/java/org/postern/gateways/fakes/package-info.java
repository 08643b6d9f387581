// SPDX-License-Identifier: Apache-2.0
/** Made-up protocols and gateways for the tests of this module. */
package org.postern.gateways.fakes;
